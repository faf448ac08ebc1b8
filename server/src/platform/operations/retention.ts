import { sql } from 'kysely';
import type { Db } from '../database/connect.ts';
import type { DurableWorkflows } from './durable.ts';

const batch = 500;
/** The library's own journal is of no use once an operation has ended; a day is for looking into a fault. */
const journalHours = 24;

/** One pass: deletes what ended long ago, with its steps and log. Gives how much it deleted. */
export async function forgetOldOperations(
  db: Db,
  { durable, keepDays }: { durable: Pick<DurableWorkflows, 'forget'>; keepDays: number },
): Promise<{ operations: number; journals: number }> {
  const journals = await forgetJournals(db, durable);
  let operations = 0;
  for (;;) {
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
    if (numDeletedRows < BigInt(batch)) return { operations, journals };
  }
}

async function forgetJournals(db: Db, durable: Pick<DurableWorkflows, 'forget'>): Promise<number> {
  let journals = 0;
  for (;;) {
    const rows = await db
      .selectFrom('operation')
      .select(['id', 'attempt', 'run', 'workflow_id'])
      .where('ended_at', '<', sql<Date>`now() - make_interval(hours => ${journalHours})`)
      .where('workflow_id', 'is not', null)
      .limit(batch)
      .execute();
    if (rows.length === 0) return journals;
    await durable.forget(rows.flatMap(({ workflow_id }) => workflow_id ?? []));
    await db
      .updateTable('operation')
      .set({ workflow_id: null })
      .where(
        'id',
        'in',
        rows.map(({ id }) => id),
      )
      .execute();
    journals += rows.length;
  }
}
