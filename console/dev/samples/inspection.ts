import type { InspectionDetail, InventoryChange, Part, PartStay } from '@tuskar/contract/inspection.ts';
import type { Machine } from '@tuskar/contract/machine.ts';
import { sampleInventory } from './inventory.ts';
import { ago } from './time.ts';

/** The machine whose disk was exchanged, and the one that has it now. */
const repaired = 'cmp-001';
const spare = 'S4YNX0R1';

/** Newest first. Follows from the machine, so that ten thousand of them cost nothing. */
export function sampleInspections(machine: Machine): InspectionDetail[] {
  if (machine.summary === null) return [];
  const inventory = sampleInventory(machine);
  const first: InspectionDetail = {
    machine: machine.name,
    number: 1,
    at: ago({ days: 12 }),
    operation: null,
    changes: [],
    fingerprint: 'f7',
    inventory,
  };
  if (machine.name !== repaired) return [first];
  const old = inventory.disks[2]?.serial ?? null;
  const disks = inventory.disks.map((disk) => (disk.place === 'bay 3' ? { ...disk, serial: spare } : disk));
  const firmware = [
    { component: 'BIOS', version: '1.15.0', date: '2026-09-02' },
    { component: 'BMC', version: '6.10.30', date: null },
  ];
  const swapped: InventoryChange = {
    kind: 'swapped',
    part: 'disk',
    place: 'bay 3',
    serial: spare,
    before: old,
    after: spare,
    title: `disk in bay 3 swapped: ${old} → ${spare}`,
  };
  const updated: InventoryChange = {
    kind: 'firmware',
    part: 'system',
    place: null,
    serial: machine.serial,
    before: '1.13.2',
    after: '1.15.0',
    title: 'firmware of the BIOS: 1.13.2 → 1.15.0',
  };
  const missing = inventory.dimms.filter(({ slot }) => slot !== 'B2');
  const gone: InventoryChange = {
    kind: 'gone',
    part: 'dimm',
    place: 'B2',
    serial: `${machine.serial}-B2`,
    before: `${machine.serial}-B2`,
    after: null,
    title: `DIMM B2 (${machine.serial}-B2) gone`,
  };
  return [
    {
      ...first,
      number: 3,
      at: ago({ days: 2 }),
      operation: 'op-0004',
      changes: [gone],
      inventory: sampleInventory(machine, { disks, firmware, dimms: missing, memoryMebibytes: 491_520 }),
    },
    {
      ...first,
      number: 2,
      at: ago({ days: 5 }),
      changes: [swapped, updated],
      inventory: sampleInventory(machine, { disks, firmware }),
    },
    first,
  ];
}

type Followed = Part & { stays: PartStay[] };

/** Every part with a serial number that is or was in one of the machines. */
export function sampleParts(machines: Machine[]): Followed[] {
  const present = machines.flatMap((machine): Followed[] => {
    const inventory = sampleInspections(machine)[0]?.inventory;
    if (inventory === undefined) return [];
    const part = (given: Pick<Part, 'kind' | 'serial' | 'manufacturer' | 'model' | 'place'>): Followed => ({
      ...given,
      id: `part-${given.serial}`,
      machine: machine.name,
      firstSeenAt: ago({ days: 12 }),
      lastSeenAt: ago({ days: 2 }),
      stays: [{ machine: machine.name, place: given.place, since: ago({ days: 12 }), until: null }],
    });
    return [
      ...inventory.disks.map(({ serial, model, place }) =>
        part({ kind: 'disk', serial: serial ?? '', manufacturer: null, model, place }),
      ),
      ...inventory.dimms.map(({ serial, manufacturer, partNumber, slot }) =>
        part({ kind: 'dimm', serial: serial ?? '', manufacturer, model: partNumber, place: slot }),
      ),
    ];
  });
  return present.map((part) =>
    part.serial === spare
      ? {
          ...part,
          stays: [
            { machine: repaired, place: 'bay 3', since: ago({ days: 5 }), until: null },
            { machine: 'cmp-004', place: 'bay 2', since: ago({ days: 40 }), until: ago({ days: 6 }) },
          ],
        }
      : part,
  );
}
