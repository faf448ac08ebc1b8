import type {
  ClassProposal,
  ClassRequirements,
  ClassRules,
  PartRequirement,
} from '@tuskar/contract/hardware-class.ts';
import type { Inventory } from '@tuskar/contract/inventory.ts';
import { fingerprint } from '../inventory/summary.ts';
import { compareVersions } from './firmware-version.ts';

export type Unclassified = { machine: string; inventory: Inventory };

/** Groups machines that are built alike, and proposes a class for each group, the largest first. */
export function proposeClasses(machines: Unclassified[], taken: ReadonlySet<string>): ClassProposal[] {
  const groups = Map.groupBy(machines, ({ inventory }) => fingerprint(inventory));
  const names = new Set(taken);
  return [...groups.values()]
    .toSorted((a, b) => b.length - a.length)
    .flatMap((group) => {
      const typical = group.map(({ inventory }) => inventory);
      const [first] = typical;
      if (first === undefined) return [];
      const name = freeName(suggestName(first), names);
      names.add(name);
      return [
        {
          name,
          machines: group.map(({ machine }) => machine).toSorted(),
          rules: rulesOf(first),
          requirements: requirementsOf(typical),
        },
      ];
    });
}

/** 'r650-2x28-128g-4d': the model, then processors and cores, memory, and disks. */
export function suggestName(inventory: Inventory): string {
  const { processors, disks, gpus } = inventory;
  const cores = processors[0]?.cores ?? processors[0]?.threads ?? null;
  const pieces = [
    inventory.model ?? inventory.manufacturer ?? 'machine',
    processors.length === 0 ? '' : `${processors.length}x${cores ?? 'cpu'}`,
    inventory.memoryMebibytes === null ? '' : `${Math.round(inventory.memoryMebibytes / 1024)}g`,
    disks.length === 0 ? '' : `${disks.length}d`,
    gpus.length === 0 ? '' : `${gpus.length}gpu`,
  ];
  const name = pieces
    .filter((piece) => piece !== '')
    .join('-')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 56)
    .replaceAll(/^-+|-+$/g, '');
  return name === '' ? 'machine' : name;
}

function freeName(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted;
  for (let nth = 2; ; nth++) {
    if (!taken.has(`${wanted}-${nth}`)) return `${wanted}-${nth}`;
  }
}

/** Narrow enough for what is alike, wide enough for a machine that lacks a part: it should fit and deviate. */
function rulesOf(inventory: Inventory): ClassRules {
  const { manufacturer, model, processors, gpus, accelerators } = inventory;
  const processorModel = processors[0]?.model ?? null;
  const acceleratorModel = gpus[0]?.model ?? accelerators[0]?.model ?? null;
  return {
    ...(manufacturer === null ? {} : { manufacturer }),
    ...(model === null ? {} : { model }),
    ...(processorModel === null ? {} : { processorModel }),
    ...(acceleratorModel === null ? {} : { acceleratorModel }),
    // Half of it and a half more: a lost DIMM stays in the class, the model with twice the memory does not come in.
    ...(inventory.memoryMebibytes === null
      ? {}
      : {
          memoryMebibytes: {
            atLeast: Math.ceil(inventory.memoryMebibytes * 0.5),
            atMost: Math.floor(inventory.memoryMebibytes * 1.5),
          },
        }),
  };
}

function requirementsOf(inventories: Inventory[]): ClassRequirements {
  const slots = new Set(inventories.flatMap(({ dimms }) => dimms.map(({ slot }) => slot)));
  const all = <Key extends keyof Inventory>(key: Key) => inventories.map((inventory) => inventory[key]);
  const dimms = grouped('dimm', all('dimms'), ({ mebibytes }) => ({ mebibytes }));
  const parts: PartRequirement[] = [
    ...grouped('processor', all('processors'), ({ model }) => ({ model })),
    ...dimms.map((requirement) =>
      dimms.length === 1 && slots.size === requirement.count
        ? { ...requirement, slots: [...slots] }
        : requirement,
    ),
    ...grouped('disk', all('disks'), ({ bytes }) => ({ bytes })),
    ...grouped('nic', all('nics'), ({ model }) => ({ model })),
    ...grouped('gpu', all('gpus'), ({ model, mebibytes }) => ({ model, mebibytes })),
    ...grouped('accelerator', all('accelerators'), ({ model }) => ({ model })),
  ];
  return { parts, firmware: commonFirmware(inventories), limits: [] };
}

type Versioned = { model?: string | null; firmware?: string | null };

/** What is alike in the first machine, and the firmware that the same parts of all have. */
function grouped<Part extends object>(
  kind: PartRequirement['kind'],
  [first = [], ...others]: Part[][],
  traits: (part: Part) => { [Key in 'model' | 'mebibytes' | 'bytes']?: PartRequirement[Key] | null },
): PartRequirement[] {
  const keyOf = (part: Part) => JSON.stringify(traits(part));
  return [...Map.groupBy(first, keyOf)].map(([key, group]) => {
    const known = Object.entries(group[0] === undefined ? {} : traits(group[0])).filter(
      ([, value]) => value !== null,
    );
    const firmware = partFirmware([...group, ...others.flat().filter((part) => keyOf(part) === key)]);
    return {
      kind,
      count: group.length,
      ...Object.fromEntries(known),
      ...(firmware === undefined ? {} : { firmware }),
    };
  });
}

/** Disks of one size may be of two makers, who have nothing in common in their versions. */
function partFirmware(parts: Versioned[]): string | undefined {
  if (new Set(parts.map(({ model }) => model)).size !== 1) return undefined;
  const versions = parts.flatMap(({ firmware }) => firmware ?? []);
  return versions.length < parts.length ? undefined : mostCommon(versions);
}

/** The version that most have, of each component that all have. */
function commonFirmware(inventories: Inventory[]): ClassRequirements['firmware'] {
  const components = new Set(
    inventories.flatMap(({ firmware }) => firmware.map(({ component }) => component)),
  );
  return [...components].flatMap((component) => {
    const versions = inventories.flatMap(
      ({ firmware }) => firmware.find((one) => one.component === component)?.version ?? [],
    );
    if (versions.length < inventories.length) return [];
    const version = mostCommon(versions);
    return version === undefined ? [] : [{ component, version }];
  });
}

/** Of two that as many have, the later. */
function mostCommon(versions: string[]): string | undefined {
  const counts = [...Map.groupBy(versions, (version) => version)];
  return counts.toSorted(
    ([a, having], [b, others]) => others.length - having.length || (compareVersions(b, a) ?? 0),
  )[0]?.[0];
}
