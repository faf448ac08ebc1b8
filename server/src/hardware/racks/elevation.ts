import type { ElevationBlock, ElevationMachine, Rack, RackElevation } from '@tuskar/contract/rack.ts';
import type { Face } from '@tuskar/contract/place.ts';
import { unitsFrom } from '@tuskar/contract/rack-units.ts';
import type { MachineRow } from '../tables.ts';
import { facesOf } from './rack-space.ts';
import { toReservation } from './reservation-store.ts';
import type { ReservationRow } from './tables.ts';

export type RackContent = {
  rack: Rack;
  machines: MachineRow[];
  reservations: ReservationRow[];
  /** What the last audit found of a machine, by its name. */
  discrepancies: ReadonlyMap<string, string>;
};

type Content = NonNullable<ElevationBlock['content']>;
type Piece = { content: Content; units: number[] };

/** Both faces, from top to bottom. */
export function elevationOf({ rack, machines, reservations, discrepancies }: RackContent): RackElevation {
  const draw = (row: MachineRow) => drawMachine(row, discrepancies.get(row.name) ?? null);
  const pieces: Piece[] = [
    ...machines.flatMap((row) =>
      row.rack_unit === null
        ? []
        : [{ content: draw(row), units: unitsFrom(row.rack_unit, row.height_units) }],
    ),
    ...reservations.flatMap((row) =>
      runsOf(row.units).map((units) => ({ content: drawReservation(row), units })),
    ),
  ];
  return {
    rack,
    units: unitsOf(rack),
    front: faceOf(rack, 'front', pieces),
    rear: faceOf(rack, 'rear', pieces),
    somewhere: machines
      .filter((row) => row.rack_unit === null)
      .map((row) => {
        const { face: _face, depth: _depth, ...machine } = draw(row);
        return machine;
      }),
  };
}

/** Unit numbers from the top of the rack. */
export function unitsOf({ units, numbering }: Pick<Rack, 'units' | 'numbering'>): number[] {
  const upwards = unitsFrom(1, units);
  return numbering === 'top-down' ? upwards : upwards.toReversed();
}

function faceOf(rack: Rack, face: Face, pieces: Piece[]): ElevationBlock[] {
  const rowOf = (unit: number) => (rack.numbering === 'top-down' ? unit - 1 : rack.units - unit);
  const seen = pieces.filter(({ content }) => facesOf(content).includes(face));
  const blocks = seen.map(({ content, units }): ElevationBlock => ({
    row: Math.min(...units.map(rowOf)),
    heightUnits: units.length,
    unit: Math.min(...units),
    content,
    behind: content.face !== face,
  }));
  const taken = new Set(seen.flatMap(({ units }) => units));
  const free = unitsOf(rack)
    .filter((unit) => !taken.has(unit))
    .map((unit): ElevationBlock => ({
      row: rowOf(unit),
      heightUnits: 1,
      unit,
      content: null,
      behind: false,
    }));
  return [...blocks, ...free].sort((a, b) => a.row - b.row);
}

function runsOf(units: number[]): number[][] {
  const runs: number[][] = [];
  for (const unit of units.toSorted((a, b) => a - b)) {
    const run = runs.at(-1);
    if (run?.at(-1) === unit - 1) run.push(unit);
    else runs.push([unit]);
  }
  return runs;
}

function drawMachine(row: MachineRow, discrepancy: string | null): ElevationMachine {
  return {
    type: 'machine',
    name: row.name,
    state: row.state,
    late: row.state_deadline !== null && row.state_deadline < new Date(),
    manufacturer: row.manufacturer,
    model: row.model,
    serial: row.serial,
    class: row.class,
    power: row.power,
    face: row.rack_face ?? 'front',
    depth: row.rack_depth,
    discrepancy,
  };
}

function drawReservation(row: ReservationRow): Content {
  const { rack: _rack, units: _units, ...reservation } = toReservation(row);
  return { type: 'reservation', ...reservation };
}
