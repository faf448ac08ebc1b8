import { TuskarError } from '@tuskar/contract/error.ts';
import { type Insertable, sql, type Updateable } from 'kysely';
import type { Db } from '../../platform/database/connect.ts';
import { naturally } from '../../platform/database/natural-order.ts';
import { withParts } from './location-store.ts';
import type { RackRow, RackTable } from './tables.ts';

export type RackFilter = {
  names?: string[];
  site?: string | undefined;
  location?: string | undefined;
  search?: string | undefined;
  after?: string | undefined;
  limit?: number;
};

export async function listRackRows(db: Db, filter: RackFilter): Promise<RackRow[]> {
  const { names, site, location, search, after, limit } = filter;
  let query = db.selectFrom('rack').selectAll().orderBy(naturally('name'));
  if (limit !== undefined) query = query.limit(limit);
  if (names !== undefined) query = query.where('name', '=', sql<string>`ANY(${names})`);
  if (site !== undefined) query = query.where('site', '=', site);
  if (location !== undefined) query = query.where('location', 'in', withParts(location));
  if (search !== undefined) {
    query = query.where(
      sql<boolean>`strpos(lower(name || ' ' || coalesce(title, '')), lower(${search})) > 0`,
    );
  }
  if (after !== undefined) query = query.where(naturally('name'), '>', after);
  return await query.execute();
}

/** @throws rack-not-found */
export async function getRackRow(db: Db, name: string): Promise<RackRow> {
  const [row] = await listRackRows(db, { names: [name] });
  return row ?? rackMissing(name);
}

/**
 * Nobody else changes the racks, or what is in them, until the transaction ends. Always in the order of their names,
 * so that two that want the same racks wait for one another instead of for ever. Those that do not exist are left out.
 */
export async function lockRacks(tx: Db, names: Iterable<string>): Promise<Map<string, RackRow>> {
  const wanted = [...new Set(names)].sort();
  const rows = await tx
    .selectFrom('rack')
    .selectAll()
    .where('name', '=', sql<string>`ANY(${wanted})`)
    .orderBy('name')
    .forUpdate()
    .execute();
  return new Map(rows.map((row) => [row.name, row]));
}

/** @throws rack-not-found */
export async function lockRack(tx: Db, name: string): Promise<RackRow> {
  return (await lockRacks(tx, [name])).get(name) ?? rackMissing(name);
}

/** false where there is one of that name. */
export async function insertRack(db: Db, rack: Insertable<RackTable>): Promise<boolean> {
  const row = await db
    .insertInto('rack')
    .values(rack)
    .onConflict((conflict) => conflict.doNothing())
    .returning('name')
    .executeTakeFirst();
  return row !== undefined;
}

export async function updateRack(db: Db, name: string, set: Updateable<RackTable>): Promise<void> {
  await db
    .updateTable('rack')
    .set({ ...set, updated_at: new Date() })
    .where('name', '=', name)
    .execute();
}

export async function deleteRack(db: Db, name: string): Promise<void> {
  await db.deleteFrom('rack').where('name', '=', name).execute();
}

export function rackMissing(name: string): never {
  throw new TuskarError('rack-not-found', `There is no rack ${name}.`, { context: { rack: name } });
}
