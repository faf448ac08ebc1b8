import { type ExpressionBuilder, sql } from 'kysely';
import type { Db } from '../database/connect.ts';
import type { Tables } from '../database/tables.ts';
import type { EventBus } from '../events/event-bus.ts';
import { appendOperationChanged } from './changes.ts';
import type { OperationRow } from './tables.ts';

export type ClaimedOperation = { id: string; workflowId: string };

export type QueueOptions = {
  db: Db;
  events: EventBus;
  /** How many operations of a queue run at once. */
  limitOf: (queue: string) => number;
};

const claimLock = 7310866170217983042n;
/** Enough of each queue for one turn. */
const page = 100;

/**
 * Takes queued operations of the kinds that this process knows, oldest first, as many as the limits of their queues
 * allow. One process at a time, or two could each take the last place.
 */
export function claimOperations(
  { db, events, limitOf }: QueueOptions,
  { executor, kinds }: { executor: string; kinds: string[] },
): Promise<ClaimedOperation[]> {
  if (kinds.length === 0) return Promise.resolve([]);
  return db.transaction().execute(async (tx) => {
    await sql`SELECT pg_advisory_xact_lock(${claimLock.toString()}::bigint)`.execute(tx);
    const running = await countRunning(tx);
    const claimed: ClaimedOperation[] = [];
    for (const row of await findQueued(tx, kinds)) {
      const count = running.get(row.queue) ?? 0;
      const limit = limitOf(row.queue);
      if (count >= limit) {
        await explain(tx, events, row, `a free place: ${limit} operations of '${row.queue}' run at once`);
        continue;
      }
      running.set(row.queue, count + 1);
      claimed.push(await claim(tx, events, row, executor));
    }
    return claimed;
  });
}

/** The oldest of each queue, so that a long one does not hide the others. */
function findQueued(tx: Db, kinds: string[]): Promise<OperationRow[]> {
  const places = tx
    .selectFrom('operation')
    .select(['id', sql<number>`row_number() OVER (PARTITION BY queue ORDER BY queued_at, id)`.as('place')])
    .where(isQueued)
    .where('kind', 'in', kinds);
  const oldest = tx.selectFrom(places.as('queued')).select('id').where('place', '<=', page);
  return tx
    .selectFrom('operation')
    .selectAll()
    .where('id', 'in', oldest)
    .orderBy('queued_at')
    .orderBy('id')
    .forUpdate()
    .execute();
}

/** Says of operations that nobody takes why that is so. */
export async function explainUnknownKinds({ db, events }: QueueOptions): Promise<void> {
  const rows = await db
    .selectFrom('operation')
    .selectAll()
    .where(isQueued)
    .where(
      sql<boolean>`NOT EXISTS (
        SELECT FROM operation_executor
        WHERE operation.kind = ANY (kinds) AND heartbeat_at > now() - interval '30 seconds')`,
    )
    .limit(page)
    .execute();
  for (const row of rows) {
    await db.transaction().execute((tx) => explain(tx, events, row, `a worker that knows '${row.kind}'`));
  }
}

/** Executors that operations are with and that are no more. */
export async function findLostExecutors(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('operation')
    .select('executor')
    .distinct()
    .where('ended_at', 'is', null)
    .where('executor', 'is not', null)
    .where(sql<boolean>`NOT EXISTS (SELECT FROM operation_executor WHERE id = operation.executor)`)
    .execute();
  return rows.flatMap(({ executor }) => executor ?? []);
}

export async function findHeldBy(
  db: Db,
  executor: string,
): Promise<{ id: string; workflowId: string | null }[]> {
  const rows = await db
    .selectFrom('operation')
    .select(['id', 'workflow_id'])
    .where('executor', '=', executor)
    .where('ended_at', 'is', null)
    .execute();
  return rows.map(({ id, workflow_id }) => ({ id, workflowId: workflow_id }));
}

/** Queues an operation again that its executor claimed and never began. */
export async function unclaim(
  { db, events }: QueueOptions,
  { id, executor }: { id: string; executor: string },
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const row = await tx
      .updateTable('operation')
      .set({
        state: sql<OperationRow['state']>`CASE WHEN state = 'cancelling' THEN state ELSE 'queued' END`,
        executor: null,
        workflow_id: null,
        fence: null,
      })
      .where('id', '=', id)
      .where('executor', '=', executor)
      .where('ended_at', 'is', null)
      .returningAll()
      .executeTakeFirst();
    if (row !== undefined) await appendOperationChanged(tx, events, row);
  });
}

export async function findCancelling(db: Db, ids: string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('operation')
    .select('id')
    .where('id', 'in', ids)
    .where('state', '=', 'cancelling')
    .execute();
  return rows.map(({ id }) => id);
}

/** A cancelled operation is taken too: it ends in a worker, which undoes and tells the room. */
function isQueued(is: ExpressionBuilder<Tables, 'operation'>) {
  return is.and([is('state', 'in', ['queued', 'cancelling']), is('workflow_id', 'is', null)]);
}

async function countRunning(tx: Db): Promise<Map<string, number>> {
  const rows = await tx
    .selectFrom('operation')
    .select(({ fn }) => ['queue', fn.countAll<string>().as('count')])
    .where('ended_at', 'is', null)
    .where('workflow_id', 'is not', null)
    .groupBy('queue')
    .execute();
  return new Map(rows.map(({ queue, count }) => [queue, Number(count)]));
}

async function claim(
  tx: Db,
  events: EventBus,
  { id, attempt, run }: OperationRow,
  executor: string,
): Promise<ClaimedOperation> {
  const workflowId = `${id}.${attempt}.${run + 1}`;
  const row = await tx
    .updateTable('operation')
    .set({
      executor,
      workflow_id: workflowId,
      run: run + 1,
      waiting_for: null,
      state: sql<OperationRow['state']>`CASE WHEN state = 'queued' THEN 'running' ELSE state END`,
    })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
  await appendOperationChanged(tx, events, row);
  return { id, workflowId };
}

async function explain(tx: Db, events: EventBus, row: OperationRow, waitingFor: string): Promise<void> {
  if (row.waiting_for === waitingFor) return;
  const changed = await tx
    .updateTable('operation')
    .set({ waiting_for: waitingFor })
    .where('id', '=', row.id)
    .where(isQueued)
    .returningAll()
    .executeTakeFirst();
  if (changed !== undefined) await appendOperationChanged(tx, events, changed);
}
