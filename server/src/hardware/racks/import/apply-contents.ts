import type { RackFilePlacement, RackFileReservation } from '@tuskar/contract/rack-file.ts';
import type { Placement } from '@tuskar/contract/rack-placement.ts';
import { formatUnits, parseUnits } from '@tuskar/contract/rack-units.ts';
import type { RackFile } from '@tuskar/contract/rack-file.ts';
import type { Db } from '../../../platform/database/connect.ts';
import type { MachineRow } from '../../tables.ts';
import type { Asked, RackDeps } from '../deps.ts';
import { placeMachines } from '../placement.ts';
import { lockMachines } from '../placement-store.ts';
import { addRack, setRack } from '../rack.ts';
import { listRackRows } from '../rack-store.ts';
import { withSummaries } from '../rack-summary.ts';
import { writeReservation } from '../reservation.ts';
import { deleteReservation, listReservations, toReservation } from '../reservation-store.ts';
import type { ReservationRow } from '../tables.ts';
import { reservationTitle } from './read-file.ts';
import { changesOf, type Tally } from './tally.ts';

/** Gives the names of the racks that were made or changed. */
export async function applyRacks(
  tx: Db,
  events: RackDeps['events'],
  { wanted, tally }: { wanted: RackFile['racks']; tally: Tally },
): Promise<string[]> {
  const rows = await listRackRows(tx, { names: wanted.map(({ name }) => name) });
  const known = new Map((await withSummaries(tx, rows)).map((rack) => [rack.name, rack]));
  const touched: string[] = [];
  for (const { name, ...fields } of wanted) {
    const dependsOn = [`site ${fields.site}`, fields.location == null ? null : `location ${fields.location}`];
    const fieldOf = (code: string) =>
      code.startsWith('site-') ? 'site' : code === 'rack-too-small' ? 'units' : 'location';
    await tally.attempt(`rack ${name}`, { dependsOn, fieldOf }, async () => {
      const before = known.get(name);
      const changes = before === undefined ? 'created' : changesOf(before, fields);
      if (changes === 'created') await addRack(tx, { name, ...fields });
      else if (changes.length > 0) await setRack(tx, events, name, fields);
      if (changes.length > 0) touched.push(name);
      tally.count('rack', name, changes);
    });
  }
  return touched;
}

/** `source`: what it is imported from, by which it is known again wherever it has moved. */
export type WantedReservation = RackFileReservation & { source?: string };

type Contents = { tally: Tally; asked: Asked };

/** Gives the racks that were touched, and those reservations for which there was no room yet. */
export async function applyReservations(
  tx: Db,
  wanted: WantedReservation[],
  { tally, asked, last }: Contents & { last: boolean },
): Promise<{ racks: string[]; later: WantedReservation[] }> {
  const rows = await listReservations(tx);
  const bySource = new Map(rows.map((row) => [row.source, row]));
  const byLabel = new Map(rows.map((row) => [reservationTitle(row.rack, row.label), row]));
  const racks: string[] = [];
  const later: WantedReservation[] = [];
  for (const one of wanted) {
    const title = reservationTitle(one.rack, one.label);
    const before = (one.source === undefined ? undefined : bySource.get(one.source)) ?? byLabel.get(title);
    const fieldOf = (code: string) =>
      code === 'rack-not-found' ? 'rack' : code === 'invalid-request' ? 'until' : 'units';
    await tally.attempt(title, { dependsOn: [`rack ${one.rack}`], fieldOf }, async () => {
      const changes = before === undefined ? 'created' : changesOf(comparable(before), normal(one));
      if (changes.length > 0) {
        try {
          await write(tx, one, { before, asked });
        } catch (error) {
          if (last || !isTaken(error)) throw error;
          later.push(one);
          return;
        }
        racks.push(one.rack, ...(before === undefined ? [] : [before.rack]));
      }
      tally.count('reservation', title.replace('reservation ', ''), changes);
    });
  }
  return { racks, later };
}

function isTaken(error: unknown): boolean {
  return (error as { code?: unknown }).code === 'rack-units-taken';
}

async function write(
  tx: Db,
  one: WantedReservation,
  { before, asked }: { before: ReservationRow | undefined; asked: Asked },
): Promise<void> {
  const known = before === undefined ? undefined : toReservation(before);
  const units = parseUnits(one.units);
  if (units === undefined) throw new Error(`the schema let the units ${one.units} pass`);
  await writeReservation(tx, {
    rack: one.rack,
    by: asked.by,
    fields: {
      label: one.label,
      kind: one.kind ?? known?.kind ?? 'reserved',
      units,
      face: one.face ?? known?.face ?? 'front',
      depth: one.depth ?? known?.depth ?? 'full',
      powerWatts: one.powerWatts === undefined ? known?.powerWatts : one.powerWatts,
      weightKg: one.weightKg === undefined ? known?.weightKg : one.weightKg,
      reason: one.reason === undefined ? known?.reason : one.reason,
      until: one.until === undefined ? known?.until : one.until,
    },
    ...(before === undefined ? {} : { of: before }),
    ...(one.source === undefined ? {} : { source: one.source }),
  });
}

function comparable(row: ReservationRow): object {
  return { ...toReservation(row), units: formatUnits(row.units), source: row.source };
}

function normal(one: WantedReservation): object {
  const { units, until } = one;
  return {
    ...one,
    units: formatUnits(parseUnits(units) ?? []),
    until: until == null ? until : new Date(until).toISOString(),
  };
}

/** Removes what was imported from a source and is no longer there. Gives the racks that were touched. */
export async function removeGone(
  tx: Db,
  { prefix, wanted, tally }: { prefix: string; wanted: WantedReservation[]; tally: Tally },
): Promise<string[]> {
  const kept = new Set(wanted.map(({ source }) => source));
  const gone = (await listReservations(tx)).filter(
    ({ source }) => source?.startsWith(prefix) === true && !kept.has(source),
  );
  for (const { id, rack, label } of gone) {
    await deleteReservation(tx, id);
    tally.removed.push({ type: 'reservation', name: `${rack} '${label}'` });
  }
  return gone.map(({ rack }) => rack);
}

/** Gives the racks that were touched. */
export async function applyPlacements(
  tx: Db,
  events: RackDeps['events'],
  { wanted, tally, asked }: Contents & { wanted: RackFilePlacement[] },
): Promise<string[]> {
  const possible = wanted.filter(({ rack }) => !tally.isBroken(`rack ${rack}`));
  const known = await lockMachines(
    tx,
    possible.map(({ machine }) => machine),
  );
  const placements = possible.map((one): Placement => withKnown(one, known.get(one.machine)));
  const { moved, problems } = await placeMachines(tx, events, placements, asked);
  for (const { machine, field, reason } of problems) tally.refuse(`placement ${machine}`, { field, reason });
  if (problems.length > 0) return [];
  for (const placement of placements) {
    const { machine, reservation: _reservation, ...fields } = placement;
    const row = known.get(machine);
    const changes = row === undefined || row.rack === null ? 'created' : changesOf(placedAs(row), fields);
    tally.count('placement', machine, changes);
  }
  return moved.racks;
}

/** A unit that the file does not give stays, where the machine stays in its rack. */
function withKnown(one: RackFilePlacement, row: MachineRow | undefined): Placement {
  const unit = one.unit === undefined && row?.rack === one.rack ? row.rack_unit : (one.unit ?? null);
  return { ...one, unit };
}

function placedAs(row: MachineRow): object {
  return {
    rack: row.rack,
    unit: row.rack_unit,
    face: row.rack_face ?? 'front',
    depth: row.rack_depth,
    heightUnits: row.height_units,
    powerWatts: row.power_watts,
    weightKg: row.weight_kg,
  };
}
