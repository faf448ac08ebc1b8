import type {
  ClassProposal,
  ClassRequirements,
  ClassRules,
  PartRequirement,
} from '@tuskar/contract/hardware-class.ts';
import type { Inventory } from '@tuskar/contract/inventory.ts';
import { fingerprint } from '../inventory/summary.ts';

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
  const [first] = inventories;
  if (first === undefined) return { parts: [], firmware: [], limits: [] };
  const { processors, dimms, disks, nics, gpus, accelerators } = first;
  const slots = [...new Set(inventories.flatMap(({ dimms }) => dimms.map(({ slot }) => slot)))];
  const parts: PartRequirement[] = [
    ...grouped('processor', processors, ({ model }) => ({ model })),
    ...grouped('dimm', dimms, ({ mebibytes }) => ({ mebibytes })).map((requirement, _, all) =>
      all.length === 1 && slots.length === requirement.count ? { ...requirement, slots } : requirement,
    ),
    ...grouped('disk', disks, ({ bytes }) => ({ bytes })),
    ...grouped('nic', nics, ({ model }) => ({ model })),
    ...grouped('gpu', gpus, ({ model, mebibytes }) => ({ model, mebibytes })),
    ...grouped('accelerator', accelerators, ({ model }) => ({ model })),
  ];
  return { parts, firmware: commonFirmware(inventories), limits: [] };
}

function grouped<Item>(
  kind: PartRequirement['kind'],
  items: Item[],
  traits: (item: Item) => { [Key in 'model' | 'mebibytes' | 'bytes']?: PartRequirement[Key] | null },
): PartRequirement[] {
  const groups = Map.groupBy(items, (item) => JSON.stringify(traits(item)));
  return [...groups.values()].map((group) => {
    const known = Object.entries(group[0] === undefined ? {} : traits(group[0])).filter(
      ([, value]) => value !== null,
    );
    return { kind, count: group.length, ...Object.fromEntries(known) };
  });
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
    const counts = Map.groupBy(versions, (version) => version);
    const most = [...counts].toSorted(([, a], [, b]) => b.length - a.length)[0];
    return most === undefined ? [] : [{ component, version: most[0] }];
  });
}
