import type { MachineDetail } from '@tuskar/contract/machine.ts';
import type { ElevationBlock, ElevationMachine, Rack, RackElevation } from '@tuskar/contract/rack.ts';
import { ago } from './time.ts';

const units = 12;

export function sampleRack(name: string, machines: MachineDetail[]): Rack {
  const inside = machines.filter(({ rack }) => rack === name);
  const used = inside.reduce((sum, { heightUnits }) => sum + heightUnits, 0) + 1;
  const machinesByState: Rack['summary']['machinesByState'] = {};
  for (const { state } of inside) machinesByState[state] = (machinesByState[state] ?? 0) + 1;
  return {
    name,
    title: null,
    site: 'ams1',
    location: 'room-2',
    units,
    numbering: 'bottom-up',
    widthInches: 19,
    powerBudgetWatts: 2000,
    weightLimitKg: null,
    note: null,
    summary: {
      usedUnits: used,
      freeUnits: units - used,
      machines: inside.length,
      machinesByState,
      reservations: 1,
      powerWatts: { limit: 2000, known: inside.length * 650, unknown: 1 },
      weightKg: { limit: null, known: inside.length * 19, unknown: 0 },
      discrepancies: name === 'r12' ? 1 : 0,
    },
    createdAt: ago({ days: 30 }),
    updatedAt: ago({ days: 2 }),
  };
}

const block = (
  unit: number,
  heightUnits: number,
  content: ElevationBlock['content'],
  behind: boolean,
): ElevationBlock => ({ row: units - unit - heightUnits + 1, heightUnits, unit, content, behind });

/** A switch at the top, machines where they say they are, and blanks between. */
export function sampleElevation(rack: Rack, machines: MachineDetail[]): RackElevation {
  const inside = machines.filter((machine) => machine.rack === rack.name && machine.unit !== null);
  const face = (behind: boolean): ElevationBlock[] => {
    const taken = [
      block(units, 1, switchOf(), behind),
      ...inside.map((machine) => block(machine.unit ?? 1, machine.heightUnits, drawn(machine), behind)),
    ];
    const covered = new Set(
      taken.flatMap(({ row, heightUnits }) => Array.from({ length: heightUnits }, (_, n) => row + n)),
    );
    const free = Array.from({ length: units }, (_, row) => row).filter((row) => !covered.has(row));
    return [...taken, ...free.map((row) => block(units - row, 1, null, false))].sort((a, b) => a.row - b.row);
  };
  return {
    rack,
    units: Array.from({ length: units }, (_, row) => units - row),
    front: face(false),
    rear: face(true),
    somewhere: [],
  };
}

function drawn(machine: MachineDetail): ElevationMachine {
  const { name, state, late, manufacturer, model, serial, class: ofClass, power } = machine;
  const discrepancy = name === 'cmp-004' ? 'the audit of 20 November did not find it' : null;
  return {
    type: 'machine',
    name,
    state,
    late,
    manufacturer,
    model,
    serial,
    class: ofClass,
    power,
    face: 'front',
    depth: 'full',
    discrepancy,
  };
}

function switchOf(): ElevationBlock['content'] {
  return {
    type: 'reservation',
    id: 'rsv-1',
    label: 'sw-r12-a',
    kind: 'switch',
    face: 'front',
    depth: 'full',
    powerWatts: 150,
    weightKg: 9,
    reason: null,
    by: 'alma',
    until: null,
    expired: false,
    createdAt: ago({ days: 30 }),
  };
}
