import type { Insertable, Updateable } from 'kysely';
import type { Db } from '../platform/database/connect.ts';
import type { UndercloudRow, UndercloudTable } from './undercloud-tables.ts';

export async function findUndercloud(db: Db): Promise<UndercloudRow | undefined> {
  return await db.selectFrom('undercloud').selectAll().executeTakeFirst();
}

/** Takes the place of the one that was connected before; of two that do so at once the later one is kept. */
export async function replaceUndercloud(db: Db, row: Insertable<UndercloudTable>): Promise<UndercloudRow> {
  const state_since = new Date();
  return await db
    .insertInto('undercloud')
    .values(row)
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ ...row, state_since }))
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function updateUndercloud(
  db: Db,
  change: Updateable<UndercloudTable>,
): Promise<UndercloudRow | undefined> {
  return await db.updateTable('undercloud').set(change).returningAll().executeTakeFirst();
}

export async function deleteUndercloud(db: Db): Promise<void> {
  await db.deleteFrom('undercloud').execute();
}

export async function countRegisteredMachines(db: Db): Promise<number> {
  const { count } = await db
    .selectFrom('machine')
    .select((column) => column.fn.countAll<string>().as('count'))
    .where('provider', '=', 'ironic')
    .where('node', 'is not', null)
    .where('state', '!=', 'retired')
    .executeTakeFirstOrThrow();
  return Number(count);
}
