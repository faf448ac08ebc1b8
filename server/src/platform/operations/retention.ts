import { sql } from 'kysely';
import type { Db } from '../database/connect.ts';

const batch = 500;

/** One pass: deletes what ended long ago, with its steps and log. Gives how many operations it deleted. */
export async function forgetOldOperations(db: Db, keepDays: number): Promise<number> {
  for (let operations = 0; ;) {
    const old = db
      .selectFrom('operation')
      .select('id')
      .where('ended_at', '<', sql<Date>`now() - make_interval(days => ${keepDays})`)
      .limit(batch);
    const { numDeletedRows } = await db
      .deleteFrom('operation')
      .where('id', 'in', old)
      .executeTakeFirstOrThrow();
    operations += Number(numDeletedRows);
    if (numDeletedRows < BigInt(batch)) return operations;
  }
}
