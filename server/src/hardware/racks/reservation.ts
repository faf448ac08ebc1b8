import { randomUUID } from 'node:crypto';
import { TuskarError } from '@tuskar/contract/error.ts';
import { formatUnits } from '@tuskar/contract/rack-units.ts';
import type { Reservation, ReservationFields } from '@tuskar/contract/rack-placement.ts';
import type { Db } from '../../platform/database/connect.ts';
import { announceRacks } from './announce.ts';
import type { Asked, RackDeps } from './deps.ts';
import { readSpaces } from './placement-store.ts';
import { describeConflict } from './rack-space.ts';
import { lockRack } from './rack-store.ts';
import {
  deleteReservation,
  getReservation,
  giveUnits,
  insertReservation,
  listReservations,
  toReservation,
  updateReservation,
} from './reservation-store.ts';
import type { ReservationRow } from './tables.ts';

/** @throws rack-not-found, rack-too-small, rack-units-taken, reservation-exists */
export async function reserve(
  { db, events }: RackDeps,
  rack: string,
  fields: ReservationFields,
  { by }: Asked,
): Promise<Reservation> {
  return await db.transaction().execute(async (tx) => {
    const known = (await listReservations(tx, { racks: [rack] })).find(({ label }) => label === fields.label);
    if (known !== undefined) {
      throw new TuskarError(
        'reservation-exists',
        `The rack ${rack} has a reservation '${fields.label}' already, of the units ${formatUnits(known.units)}.`,
        { context: { rack, reservation: known.id } },
      );
    }
    const row = await writeReservation(tx, { rack, fields, by });
    await announceRacks(tx, events, [rack]);
    return toReservation(row);
  });
}

export type WantedReservation = {
  rack: string;
  fields: ReservationFields;
  by: string;
  /** The one that is changed; without it a new one is made. */
  of?: ReservationRow;
  /** What it is imported from. */
  source?: string;
};

/** Makes or changes a reservation, under the lock of its rack. @throws rack-not-found, rack-too-small, rack-units-taken */
export async function writeReservation(tx: Db, wanted: WantedReservation): Promise<ReservationRow> {
  const { rack, fields, by, of, source } = wanted;
  const row = await lockRack(tx, rack);
  const space = (await readSpaces(tx, [row])).get(rack);
  if (space === undefined) throw new Error(`no space was read of the rack ${rack}`);
  if (of !== undefined) space.free('reservation', of.id);
  checkUntil(fields);
  const units = [...new Set(fields.units)].sort((a, b) => a - b);
  const need = { units, face: fields.face, depth: fields.depth };
  if (!space.fits(need)) {
    throw new TuskarError(
      'rack-too-small',
      `The rack ${rack} has ${row.units} units, and so not all of ${formatUnits(units)}.`,
      { context: { rack, units: row.units } },
    );
  }
  const found = [...space.inTheWay(need)];
  const inTheWay = new Map(found.filter(([{ expired }]) => !expired));
  if (inTheWay.size > 0) {
    throw new TuskarError(
      'rack-units-taken',
      `'${fields.label}' cannot be in the rack ${rack}: ${describeConflict(space, need, inTheWay)}.`,
      { context: { rack } },
    );
  }
  await giveUnits(
    tx,
    found.map(([{ id }, units]) => ({ reservation: id, units })),
  );
  const columns = {
    rack,
    label: fields.label,
    kind: fields.kind,
    units,
    face: fields.face,
    depth: fields.depth,
    power_watts: fields.powerWatts ?? null,
    weight_kg: fields.weightKg ?? null,
    reason: fields.reason ?? null,
    until: fields.until == null ? null : new Date(fields.until),
    ...(source === undefined ? {} : { source }),
  };
  if (of === undefined) return await insertReservation(tx, { id: randomUUID(), ...columns, reserved_by: by });
  await updateReservation(tx, of.id, columns);
  return await getReservation(tx, rack, of.id);
}

function checkUntil({ kind, until }: ReservationFields): void {
  if (until == null || kind === 'reserved') return;
  throw new TuskarError('invalid-request', `A ${kind} stays until somebody takes it out: it has no end.`, {
    remedy: "Leave 'until' out, or make it of the kind 'reserved'.",
  });
}

/** @throws rack-not-found, reservation-not-found */
export async function unreserve({ db, events }: RackDeps, rack: string, id: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await lockRack(tx, rack);
    await getReservation(tx, rack, id);
    await deleteReservation(tx, id);
    await announceRacks(tx, events, [rack]);
  });
}
