import { TuskarError } from '@tuskar/contract/error.ts';
import type { ErrorCode } from '@tuskar/contract/errors/catalogue.ts';
import type { Place } from '@tuskar/contract/place.ts';
import type { Placed, Placement } from '@tuskar/contract/rack-placement.ts';
import { unitsFrom } from '@tuskar/contract/rack-units.ts';
import type { Db } from '../../platform/database/connect.ts';
import { toMachine } from '../resource.ts';
import type { MachineRow } from '../tables.ts';
import { announceMachines, announceRacks } from './announce.ts';
import type { Asked, RackDeps } from './deps.ts';
import { settleMoved } from './finding-store.ts';
import { placeOf, samePlace } from './place.ts';
import {
  overload,
  placementError,
  type PlacementProblem,
  repeated,
  unknownMachine,
  unknownRack,
} from './placement-problem.ts';
import {
  lockMachines,
  type NewPlace,
  racksOfMachines,
  readSpaces,
  recordPlaces,
  writePlaces,
} from './placement-store.ts';
import { describeConflict, type RackSpace } from './rack-space.ts';
import { lockRacks } from './rack-store.ts';
import { giveUnits } from './reservation-store.ts';

/** @throws machine-not-found, rack-not-found, rack-too-small, rack-units-taken; then nothing was moved */
export async function placeInRacks(
  { db, events }: RackDeps,
  placements: Placement[],
  asked: Asked,
): Promise<Placed> {
  return await db.transaction().execute(async (tx) => {
    const { moved, problems } = await placeMachines(tx, events, placements, asked);
    if (problems.length > 0) throw placementError(problems);
    const racks = await announceRacks(tx, events, moved.racks);
    return { machines: moved.machines.map(toMachine), warnings: racks.flatMap(overload) };
  });
}

/** Takes machines out of their racks. @throws machine-not-found, machine-not-in-rack */
export async function takeOutOfRacks({ db, events }: RackDeps, names: string[], asked: Asked) {
  return await db.transaction().execute(async (tx) => {
    await lockRacks(tx, await racksOfMachines(tx, names));
    const known = await lockMachines(tx, names);
    for (const name of names) {
      const row = known.get(name);
      if (row === undefined) throw placementError([unknownMachine(name)]);
      if (row.rack !== null) continue;
      throw new TuskarError('machine-not-in-rack', `The machine ${name} is in no rack.`, {
        context: { machine: name },
      });
    }
    const moves = [...known.values()].map((row) => ({ row, to: keeping(row, null) }));
    const moved = await carryOut(tx, events, moves, asked);
    await announceRacks(tx, events, moved.racks);
    return { machines: moved.machines.map(toMachine) };
  });
}

type Move = { row: MachineRow; to: NewPlace };
type Moved = { machines: MachineRow[]; racks: string[] };

/** Places all that can be, where nothing is in the way of any; else says what is, of all of them. */
export async function placeMachines(
  tx: Db,
  events: RackDeps['events'],
  placements: Placement[],
  asked: Asked,
): Promise<{ moved: Moved; problems: PlacementProblem[] }> {
  const names = placements.map(({ machine }) => machine);
  const present = await racksOfMachines(tx, names);
  const racks = await lockRacks(tx, [...present, ...placements.map(({ rack }) => rack)]);
  const known = await lockMachines(tx, names);
  const spaces = await readSpaces(tx, racks.values());
  for (const { name, rack } of known.values()) {
    if (rack !== null) spaces.get(rack)?.free('machine', name);
  }
  const problems = repeated(names);
  const moves: Move[] = [];
  const released: { reservation: string; units: number[] }[] = [];
  for (const placement of placements) {
    const row = known.get(placement.machine);
    const space = spaces.get(placement.rack);
    if (row === undefined) problems.push(unknownMachine(placement.machine));
    else if (space === undefined) problems.push(unknownRack(placement));
    else {
      const to = wantedPlace(row, placement);
      const result = enter(space, to, placement);
      if ('problem' in result) problems.push(result.problem);
      else {
        released.push(...result.released);
        moves.push({ row, to });
      }
    }
  }
  if (problems.length > 0) return { moved: { machines: [], racks: [] }, problems };
  await giveUnits(tx, released);
  return { moved: await carryOut(tx, events, moves, asked), problems };
}

function wantedPlace(row: MachineRow, given: Placement): NewPlace & { place: Place } {
  return {
    ...keeping(row, null),
    ...(given.powerWatts === undefined ? {} : { powerWatts: given.powerWatts }),
    ...(given.weightKg === undefined ? {} : { weightKg: given.weightKg }),
    place: {
      rack: given.rack,
      unit: given.unit ?? null,
      face: given.face ?? row.rack_face ?? 'front',
      depth: given.depth ?? row.rack_depth,
      heightUnits: given.heightUnits ?? row.height_units,
    },
  };
}

function keeping(row: MachineRow, place: Place | null): NewPlace {
  return { machine: row.name, place, powerWatts: row.power_watts, weightKg: row.weight_kg };
}

type Entered = { released: { reservation: string; units: number[] }[] } | { problem: PlacementProblem };

/** Takes the units of one machine, and those of reservations that make way for it. */
function enter(space: RackSpace, { machine, place }: NewPlace & { place: Place }, given: Placement): Entered {
  if (place.unit === null) return { released: [] };
  const need = { units: unitsFrom(place.unit, place.heightUnits), face: place.face, depth: place.depth };
  const refused = (code: ErrorCode, reason: string): Entered => ({
    problem: { machine, field: 'unit', code, reason },
  });
  if (!space.fits(need)) {
    return refused(
      'rack-too-small',
      `it is ${place.heightUnits} units high and does not fit at unit ${place.unit} of the rack ${place.rack}, which has ${space.units} units`,
    );
  }
  const found = [...space.inTheWay(need)];
  const makesWay = ([{ type, id, expired }]: (typeof found)[number]) =>
    type === 'reservation' && (expired || id === given.reservation);
  const inTheWay = new Map(found.filter((one) => !makesWay(one)));
  if (inTheWay.size > 0) {
    return refused(
      'rack-units-taken',
      `in the rack ${place.rack} ${describeConflict(space, need, inTheWay)}`,
    );
  }
  const released = found.filter(makesWay).map(([{ id }, units]) => ({ reservation: id, units }));
  for (const { reservation, units } of released) space.free('reservation', reservation, units);
  space.take(need, { type: 'machine', id: machine, title: machine, expired: false });
  return { released };
}

async function carryOut(
  tx: Db,
  events: RackDeps['events'],
  moves: Move[],
  { by, reason }: Asked,
): Promise<Moved> {
  const changed = moves.filter(({ row, to }) => !sameAsBefore(row, to));
  const machines = await writePlaces(
    tx,
    changed.map(({ to }) => to),
  );
  const records = changed
    .map(({ row, to }) => ({ machine: row.name, from: placeOf(row), to: to.place }))
    .filter(({ from, to }) => !samePlace(from, to));
  await recordPlaces(
    tx,
    records.map((record) => ({ ...record, by, reason: reason ?? null })),
  );
  const names = records.map(({ machine }) => machine);
  await settleMoved(tx, names, { by, reason: 'its place was changed' });
  await announceMachines(tx, events, machines);
  const racks = changed.flatMap(({ row, to }) => [row.rack, to.place?.rack]).filter((rack) => rack != null);
  const written = new Map(machines.map((row) => [row.name, row]));
  const rows = moves.map(({ row }) => written.get(row.name) ?? row);
  return { machines: rows, racks: [...new Set(racks)] };
}

function sameAsBefore(row: MachineRow, to: NewPlace): boolean {
  return (
    samePlace(placeOf(row), to.place) && row.power_watts === to.powerWatts && row.weight_kg === to.weightKg
  );
}
