import type { RackFilePlacement } from '@tuskar/contract/rack-file.ts';
import type { ReservationKind } from '@tuskar/contract/rack-placement.ts';
import { formatUnits, unitsFrom } from '@tuskar/contract/rack-units.ts';
import type { WantedReservation } from '../racks/import/apply-contents.ts';
import type { Wanted } from '../racks/import/import.ts';
import type { ImportProblem } from '../racks/import/problem.ts';
import { checkFile } from '../racks/import/read-file.ts';
import type { NetboxData } from './client.ts';
import { slug, within } from './names.ts';
import type { NetboxDevice, NetboxDeviceType, NetboxLocation, NetboxRack } from './schema.ts';

/** A machine of ours that a device may be. */
export type KnownMachine = { name: string; serial: string | null };

export type TranslateOptions = { url: string; machines: KnownMachine[] };

/** What NetBox has, as what there should be here. Devices that are no machine here hold their units as reservations. */
export function wantedOfNetbox(data: NetboxData, { url, machines }: TranslateOptions): Wanted {
  const { host, pathname } = new URL(url);
  const prefix = `${host}${pathname.replace(/\/+$/, '')}/devices/`;
  const sites = new Map(data.sites.map((site) => [site.id, slug(site.slug)]));
  const locations = locationNames(data, sites);
  const racks = rackNames(data, sites, locations);
  const warnings: string[] = [];
  const placed = placeDevices(data, { racks, prefix, machines, warnings });
  const file: Wanted['file'] = {
    sites: data.sites.map(({ id, name, physical_address, description }) => ({
      name: sites.get(id) ?? '',
      title: name,
      address: physical_address,
      note: description,
    })),
    locations: data.locations.map(({ id, name, site, parent, description }) => ({
      name: locations.get(id) ?? '',
      title: name,
      site: sites.get(site.id) ?? '',
      parent: parent == null ? null : (locations.get(parent.id) ?? null),
      note: description,
    })),
    racks: data.racks.map((rack) => ({
      name: racks.get(rack.id) ?? '',
      title: rack.name,
      site: sites.get(rack.site.id) ?? '',
      location: rack.location == null ? null : (locations.get(rack.location.id) ?? null),
      units: rack.u_height,
      numbering: rack.desc_units ? 'top-down' : 'bottom-up',
      widthInches: widthOf(rack),
      weightLimitKg: roundedKilograms(rack.max_weight, rack.weight_unit?.value),
      note: rack.description,
    })),
    ...placed,
  };
  const checked = checkFile(file);
  const doubles = [...twice('location', data.locations, locations), ...twice('rack', data.racks, racks)];
  return {
    source: host,
    sourcePrefix: prefix,
    file: checked.file,
    warnings,
    problems: [...doubles.map(({ problem }) => problem), ...checked.problems],
    broken: [...checked.broken, ...doubles.map(({ title }) => title)],
  };
}

/** 'dc1-hall-a-row-1': by the path of the location, which is what NetBox keeps unique. */
function locationNames(data: NetboxData, sites: ReadonlyMap<number, string>): Map<number, string> {
  const byId = new Map(data.locations.map((location) => [location.id, location]));
  const nameOf = (location: NetboxLocation, depth = 0): string => {
    const parent = location.parent == null ? undefined : byId.get(location.parent.id);
    const whole =
      parent === undefined || depth > 50 ? (sites.get(location.site.id) ?? '') : nameOf(parent, depth + 1);
    return within(whole, slug(location.slug));
  };
  return new Map(data.locations.map((location) => [location.id, nameOf(location)]));
}

/** 'dc1-r1'; with the location where a site has the same name twice. */
function rackNames(
  data: NetboxData,
  sites: ReadonlyMap<number, string>,
  locations: ReadonlyMap<number, string>,
): Map<number, string> {
  const bySite = (rack: NetboxRack) => within(sites.get(rack.site.id) ?? '', slug(rack.name));
  const groups = Map.groupBy(data.racks, bySite);
  return new Map(
    data.racks.map((rack) => {
      const name = bySite(rack);
      const location = rack.location == null ? undefined : locations.get(rack.location.id);
      const alone = groups.get(name)?.length === 1 || location === undefined;
      return [rack.id, alone ? name : within(location, slug(rack.name))];
    }),
  );
}

/** Things of NetBox's that would become one here. */
function twice(
  type: string,
  items: { id: number; name: string }[],
  names: ReadonlyMap<number, string>,
): { title: string; problem: ImportProblem }[] {
  return [...Map.groupBy(items, ({ id }) => names.get(id) ?? '')]
    .filter(([, same]) => same.length > 1)
    .map(([name, same]) => ({
      title: `${type} ${name}`,
      problem: {
        item: `${type} ${same.map((item) => `'${item.name}'`).join(' and ')}`,
        field: 'name',
        reason: `each would be called ${name} here`,
      },
    }));
}

type Places = {
  racks: ReadonlyMap<number, string>;
  prefix: string;
  machines: KnownMachine[];
  warnings: string[];
};

function placeDevices(data: NetboxData, { racks, prefix, machines, warnings }: Places) {
  const types = new Map(data.deviceTypes.map((type) => [type.id, type]));
  const rows = new Map(data.racks.map((rack) => [rack.id, rack]));
  const bySerial = new Map(machines.map((machine) => [machine.serial?.toLowerCase(), machine.name]));
  const byName = new Map(machines.map(({ name }) => [name, name]));
  const reservations: WantedReservation[] = [];
  const placements: RackFilePlacement[] = [];
  for (const device of data.devices) {
    const rack = device.rack == null ? undefined : rows.get(device.rack.id);
    if (rack === undefined) continue;
    const type = types.get(device.device_type.id);
    const title = titleOf(device, type);
    const height = Math.ceil(type?.u_height ?? 1);
    const unit = unitOf(device, rack);
    if (unit === undefined && device.position != null) {
      warnings.push(
        `${title}: it stands at unit ${device.position}, which is no whole unit of its rack, and is left without one`,
      );
    }
    if (unit !== undefined && type !== undefined && height !== type.u_height) {
      warnings.push(`${title}: its ${type.u_height} units count as ${height}`);
    }
    const machine = bySerial.get(device.serial?.toLowerCase() ?? '') ?? machineByName(byName, device.name);
    const body = {
      rack: racks.get(rack.id) ?? '',
      face: device.face?.value === 'rear' ? ('rear' as const) : ('front' as const),
      depth: type?.is_full_depth === false ? ('half' as const) : ('full' as const),
      ...weightOf(type),
    };
    if (machine !== undefined) {
      const heightUnits = height === 0 ? {} : { heightUnits: height };
      placements.push({ machine, unit: height === 0 ? null : (unit ?? null), ...heightUnits, ...body });
    } else if (unit !== undefined && height > 0) {
      const units = formatUnits(unitsFrom(unit, height));
      const source = `${prefix}${device.id}`;
      reservations.push({
        label: title,
        kind: kindOf(device),
        units,
        reason: device.description,
        source,
        ...body,
      });
    }
  }
  return { reservations, placements };
}

/** NetBox may number from elsewhere than 1, and in halves; undefined for those and for what has no unit. */
function unitOf({ position }: NetboxDevice, { starting_unit }: NetboxRack): number | undefined {
  if (position == null || !Number.isInteger(position)) return undefined;
  const unit = position - starting_unit + 1;
  return unit < 1 ? undefined : unit;
}

function machineByName(byName: ReadonlyMap<string, string>, name: string | null): string | undefined {
  if (name === null) return undefined;
  return byName.get(slug(name)) ?? byName.get(slug(name.split('.')[0] ?? name));
}

function titleOf({ name, id }: NetboxDevice, type: NetboxDeviceType | undefined): string {
  return name ?? `${type === undefined ? 'device' : `${type.manufacturer.name} ${type.model}`} #${id}`;
}

const kinds: [RegExp, ReservationKind][] = [
  [/switch|router|tor|leaf|spine|firewall/, 'switch'],
  [/patch/, 'patch-panel'],
  [/pdu|power/, 'pdu'],
  [/shelf/, 'shelf'],
  [/blank/, 'blank'],
  [/server|compute|storage|hypervisor|node/, 'machine'],
];

function kindOf({ role, device_role }: NetboxDevice): ReservationKind {
  const name = role?.slug ?? device_role?.slug ?? '';
  return kinds.find(([pattern]) => pattern.test(name))?.[1] ?? 'other';
}

function widthOf({ width }: NetboxRack): 10 | 19 | 21 | 23 {
  const inches = Number(width?.value);
  return inches === 10 || inches === 21 || inches === 23 ? inches : 19;
}

/** In kilograms, by NetBox's unit: kg, g, lb, oz. */
const kilogramsIn: Record<string, number> = { kg: 1, g: 0.001, lb: 0.453_592_37, oz: 0.028_349_523_125 };

function kilograms(weight: number | null | undefined, unit: unknown): number | null {
  const factor = kilogramsIn[String(unit)];
  return weight == null || factor === undefined ? null : Math.round(weight * factor * 100) / 100;
}

function roundedKilograms(weight: number | null | undefined, unit: unknown): number | null {
  const exact = kilograms(weight, unit);
  return exact === null ? null : Math.round(exact);
}

/** NetBox not knowing a weight is no reason to forget one. */
function weightOf(type: NetboxDeviceType | undefined): { weightKg?: number } {
  const weight = kilograms(type?.weight, type?.weight_unit?.value);
  return weight === null ? {} : { weightKg: weight };
}
