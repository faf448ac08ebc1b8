import type { Db } from '../database/connect.ts';

/** How many operations there are in each state. */
export async function countOperations(db: Db): Promise<{ state: string; count: number }[]> {
  const rows = await db
    .selectFrom('operation')
    .select(({ fn }) => ['state', fn.countAll<string>().as('count')])
    .groupBy('state')
    .execute();
  return rows.map(({ state, count }) => ({ state, count: Number(count) }));
}
