import { TuskarError } from '@tuskar/contract/error.ts';
import type { Site } from '@tuskar/contract/site.ts';
import { type Insertable, sql, type Updateable } from 'kysely';
import type { Db } from '../../platform/database/connect.ts';
import { naturally } from '../../platform/database/natural-order.ts';
import type { SiteRow, SiteTable } from './tables.ts';

type Page = { after?: string | undefined; limit: number };

/** Sites as the API shows them, in one query however many there are. */
export async function listSites(
  db: Db,
  { names, after, limit }: Page & { names?: string[] },
): Promise<Site[]> {
  let query = db
    .selectFrom('site')
    .selectAll()
    .select([
      sql<number>`(SELECT count(*)::int FROM location WHERE location.site = site.name)`.as('locations'),
      sql<number>`(SELECT count(*)::int FROM rack WHERE rack.site = site.name)`.as('racks'),
      sql<number>`(SELECT count(*)::int FROM machine WHERE machine.site = site.name)`.as('machines'),
    ])
    .orderBy(naturally('name'))
    .limit(limit);
  if (names !== undefined) query = query.where('name', 'in', names);
  if (after !== undefined) query = query.where(naturally('name'), '>', after);
  return (await query.execute()).map(toSite);
}

/** The site stays until the transaction ends. @throws site-not-found */
export async function holdSite(tx: Db, name: string): Promise<SiteRow> {
  const row = await tx
    .selectFrom('site')
    .selectAll()
    .where('name', '=', name)
    .forKeyShare()
    .executeTakeFirst();
  return row ?? siteMissing(name);
}

/** Nobody else changes the site, its locations, or what is in it. @throws site-not-found */
export async function lockSite(tx: Db, name: string): Promise<SiteRow> {
  const row = await tx.selectFrom('site').selectAll().where('name', '=', name).forUpdate().executeTakeFirst();
  return row ?? siteMissing(name);
}

/** false where there is one of that name. */
export async function insertSite(db: Db, site: Insertable<SiteTable>): Promise<boolean> {
  const row = await db
    .insertInto('site')
    .values(site)
    .onConflict((conflict) => conflict.doNothing())
    .returning('name')
    .executeTakeFirst();
  return row !== undefined;
}

export async function updateSite(db: Db, name: string, set: Updateable<SiteTable>): Promise<void> {
  await db
    .updateTable('site')
    .set({ ...set, updated_at: new Date() })
    .where('name', '=', name)
    .execute();
}

export async function deleteSite(db: Db, name: string): Promise<void> {
  await db.deleteFrom('site').where('name', '=', name).execute();
}

export function siteMissing(name: string): never {
  throw new TuskarError('site-not-found', `There is no site ${name}.`, { context: { site: name } });
}

function toSite(row: SiteRow & { locations: number; racks: number; machines: number }): Site {
  return {
    name: row.name,
    title: row.title,
    address: row.address,
    note: row.note,
    locations: row.locations,
    racks: row.racks,
    machines: row.machines,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}
