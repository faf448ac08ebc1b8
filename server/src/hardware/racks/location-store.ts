import { TuskarError } from '@tuskar/contract/error.ts';
import type { Location } from '@tuskar/contract/location.ts';
import { type Insertable, sql, type Updateable } from 'kysely';
import type { Db } from '../../platform/database/connect.ts';
import { naturally } from '../../platform/database/natural-order.ts';
import type { LocationRow, LocationTable } from './tables.ts';

export type LocationFilter = {
  names?: string[];
  site?: string | undefined;
  after?: string | undefined;
  limit: number;
};

/** A location and all of its parts, for a query's `IN`. */
export function withParts(name: string) {
  return sql<string>`(
    WITH RECURSIVE part AS (
      SELECT location.name FROM location WHERE location.name = ${name}
      UNION SELECT location.name FROM location JOIN part ON location.parent = part.name
    ) SELECT name FROM part)`;
}

/** Locations as the API shows them, in one query however many there are. */
export async function listLocations(
  db: Db,
  { names, site, after, limit }: LocationFilter,
): Promise<Location[]> {
  let query = db
    .selectFrom('location')
    .selectAll()
    .select(
      sql<number>`(
        WITH RECURSIVE part AS (
          SELECT location.name
          UNION SELECT inner_location.name FROM location AS inner_location
            JOIN part ON inner_location.parent = part.name
        ) SELECT count(*)::int FROM rack WHERE rack.location IN (SELECT name FROM part))`.as('racks'),
    )
    .orderBy(naturally('name'))
    .limit(limit);
  if (names !== undefined) query = query.where('name', 'in', names);
  if (site !== undefined) query = query.where('site', '=', site);
  if (after !== undefined) query = query.where(naturally('name'), '>', after);
  return (await query.execute()).map(toLocation);
}

/** Nobody else changes the row until the transaction ends. @throws location-not-found */
export async function lockLocation(tx: Db, name: string): Promise<LocationRow> {
  const row = await tx
    .selectFrom('location')
    .selectAll()
    .where('name', '=', name)
    .forUpdate()
    .executeTakeFirst();
  return row ?? locationMissing(name);
}

/** The location stays until the transaction ends. @throws location-not-found */
export async function holdLocation(tx: Db, name: string): Promise<LocationRow> {
  const row = await tx
    .selectFrom('location')
    .selectAll()
    .where('name', '=', name)
    .forKeyShare()
    .executeTakeFirst();
  return row ?? locationMissing(name);
}

/** Whether `part` is the location itself or somewhere in it. */
export async function isPartOf(db: Db, part: string, whole: string): Promise<boolean> {
  const row = await db
    .selectFrom('location')
    .select('name')
    .where('name', '=', part)
    .where('name', 'in', withParts(whole))
    .executeTakeFirst();
  return row !== undefined;
}

export async function partsOf(db: Db, name: string): Promise<string[]> {
  const rows = await db.selectFrom('location').select('name').where('parent', '=', name).execute();
  return rows.map((row) => row.name);
}

/** false where there is one of that name. */
export async function insertLocation(db: Db, location: Insertable<LocationTable>): Promise<boolean> {
  const row = await db
    .insertInto('location')
    .values(location)
    .onConflict((conflict) => conflict.column('name').doNothing())
    .returning('name')
    .executeTakeFirst();
  return row !== undefined;
}

export async function updateLocation(db: Db, name: string, set: Updateable<LocationTable>): Promise<void> {
  await db
    .updateTable('location')
    .set({ ...set, updated_at: new Date() })
    .where('name', '=', name)
    .execute();
}

export async function deleteLocation(db: Db, name: string): Promise<void> {
  await db.deleteFrom('location').where('name', '=', name).execute();
}

export function locationMissing(name: string): never {
  throw new TuskarError('location-not-found', `There is no location ${name}.`, {
    context: { location: name },
  });
}

function toLocation(row: LocationRow & { racks: number }): Location {
  return {
    name: row.name,
    title: row.title,
    kind: row.kind,
    site: row.site,
    parent: row.parent,
    note: row.note,
    racks: row.racks,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}
