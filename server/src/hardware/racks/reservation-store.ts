import { TuskarError } from '@tuskar/contract/error.ts';
import type { Reservation } from '@tuskar/contract/rack-placement.ts';
import { type Insertable, sql, type Updateable } from 'kysely';
import type { Db } from '../../platform/database/connect.ts';
import type { ReservationRow, ReservationTable } from './tables.ts';

/** Those of the racks, or of all; by rack and from its lowest unit. */
export async function listReservations(
  db: Db,
  { racks }: { racks?: string[] } = {},
): Promise<ReservationRow[]> {
  let query = db
    .selectFrom('rack_reservation')
    .selectAll()
    .orderBy('rack')
    .orderBy(sql`units[1]`)
    .orderBy('label');
  if (racks !== undefined) query = query.where('rack', '=', sql<string>`ANY(${racks})`);
  return await query.execute();
}

/** @throws reservation-not-found */
export async function getReservation(db: Db, rack: string, id: string): Promise<ReservationRow> {
  const row = await db
    .selectFrom('rack_reservation')
    .selectAll()
    .where('rack', '=', rack)
    .where('id', '=', id)
    .executeTakeFirst();
  if (row !== undefined) return row;
  throw new TuskarError('reservation-not-found', `The rack ${rack} has no reservation ${id}.`, {
    context: { rack, reservation: id },
  });
}

export async function insertReservation(
  tx: Db,
  reservation: Insertable<ReservationTable>,
): Promise<ReservationRow> {
  return await tx.insertInto('rack_reservation').values(reservation).returningAll().executeTakeFirstOrThrow();
}

export async function updateReservation(
  tx: Db,
  id: string,
  set: Updateable<ReservationTable>,
): Promise<void> {
  await tx.updateTable('rack_reservation').set(set).where('id', '=', id).execute();
}

export async function deleteReservation(tx: Db, id: string): Promise<void> {
  await tx.deleteFrom('rack_reservation').where('id', '=', id).execute();
}

/** Takes units out of reservations for what is placed there; one that has none left is gone. */
export async function giveUnits(
  tx: Db,
  given: { reservation: string; units: readonly number[] }[],
): Promise<void> {
  for (const { reservation, units } of given) {
    const row = await tx
      .selectFrom('rack_reservation')
      .select('units')
      .where('id', '=', reservation)
      .executeTakeFirst();
    const left = row?.units.filter((unit) => !units.includes(unit)) ?? [];
    if (left.length === 0) await deleteReservation(tx, reservation);
    else await updateReservation(tx, reservation, { units: left });
  }
}

export function toReservation(row: ReservationRow): Reservation {
  return {
    id: row.id,
    rack: row.rack,
    label: row.label,
    kind: row.kind,
    units: row.units,
    face: row.face,
    depth: row.depth,
    powerWatts: row.power_watts,
    weightKg: row.weight_kg,
    reason: row.reason,
    by: row.reserved_by,
    until: row.until?.toISOString() ?? null,
    expired: row.until !== null && row.until < new Date(),
    createdAt: row.created_at.toISOString(),
  };
}
