import { type ExpressionBuilder, sql } from 'kysely';
import type { Db } from '../database/connect.ts';
import type { Tables } from '../database/tables.ts';
import type { EventBus } from '../events/event-bus.ts';
import { operationChanged } from './changes.ts';
import type { OperationRow } from './tables.ts';

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
export async function claimOperations(
  { db, events, limitOf }: QueueOptions,
  { executor, kinds }: { executor: string; kinds: string[] },
): Promise<OperationRow[]> {
  // Each end of an operation wakes the workers, and seldom is one waiting for its place.
  if (kinds.length === 0 || !(await isAnyQueued(db))) return [];
  return await db.transaction().execute(async (tx) => {
    await sql`SELECT pg_advisory_xact_lock(${claimLock.toString()}::bigint)`.execute(tx);
    const running = await countRunning(tx);
    const queued = await findQueued(tx, kinds);
    const free = queued.filter(({ queue, place }) => place <= limitOf(queue) - (running.get(queue) ?? 0));
    const claimed = await claim(tx, free, executor);
    await events.append(tx, ...claimed.map(operationChanged));
    const others = queued.filter((row) => !free.includes(row));
    await explain(tx, events, others, ({ queue }) => freePlace(queue, limitOf(queue)));
    return claimed;
  });
}

async function isAnyQueued(db: Db): Promise<boolean> {
  const one = await db.selectFrom('operation').select('id').where(isQueued).limit(1).executeTakeFirst();
  return one !== undefined;
}

function freePlace(queue: string, limit: number): string {
  return `a free place: ${limit} operations of '${queue}' run at once`;
}

type Queued = Pick<OperationRow, 'id' | 'queue' | 'kind' | 'waiting_for'>;

/** The oldest of each queue, so that a long one does not hide the others; the first of each has the place 1. */
async function findQueued(tx: Db, kinds: string[]): Promise<(Queued & { place: number })[]> {
  const places = tx
    .selectFrom('operation')
    .select(['id', 'queue', 'kind', 'waiting_for', 'queued_at'])
    .select(sql<number>`(row_number() OVER (PARTITION BY queue ORDER BY queued_at, id))::int`.as('place'))
    .where(isQueued)
    .where('kind', 'in', kinds);
  return await tx
    .selectFrom(places.as('queued'))
    .select(['id', 'queue', 'kind', 'waiting_for', 'place'])
    .where('place', '<=', page)
    .orderBy('queued_at')
    .orderBy('id')
    .execute();
}

/** Says of operations that nobody takes why that is so. */
export async function explainUnknownKinds({ db, events }: QueueOptions): Promise<void> {
  const rows = await db
    .selectFrom('operation')
    .select(['id', 'queue', 'kind', 'waiting_for'])
    .where(isQueued)
    .where(
      sql<boolean>`NOT EXISTS (
        SELECT FROM operation_executor
        WHERE operation.kind = ANY (kinds) AND heartbeat_at > now() - interval '30 seconds')`,
    )
    .limit(page)
    .execute();
  if (rows.length === 0) return;
  await db
    .transaction()
    .execute((tx) => explain(tx, events, rows, ({ kind }) => `a worker that knows '${kind}'`));
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

/** Queues again what an executor that is no more had begun. Gives how many operations there were. */
export async function releaseOperations({ db, events }: QueueOptions, executor: string): Promise<number> {
  return await db.transaction().execute(async (tx) => {
    const rows = await tx
      .updateTable('operation')
      .set({
        state: sql<OperationRow['state']>`CASE WHEN state = 'cancelling' THEN state ELSE 'queued' END`,
        executor: null,
        fence: null,
        waiting_for: null,
      })
      .where('executor', '=', executor)
      .where('ended_at', 'is', null)
      .returningAll()
      .execute();
    await events.append(tx, ...rows.map(operationChanged));
    return rows.length;
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
  return is.and([is('state', 'in', ['queued', 'cancelling']), is('executor', 'is', null)]);
}

async function countRunning(tx: Db): Promise<Map<string, number>> {
  const rows = await tx
    .selectFrom('operation')
    .select(({ fn }) => ['queue', fn.countAll<string>().as('count')])
    .where('ended_at', 'is', null)
    .where('executor', 'is not', null)
    .groupBy('queue')
    .execute();
  return new Map(rows.map(({ queue, count }) => [queue, Number(count)]));
}

/** In the order of the queue. One that has ended meanwhile is not among them. */
async function claim(tx: Db, queued: Queued[], executor: string): Promise<OperationRow[]> {
  if (queued.length === 0) return [];
  const ids = queued.map(({ id }) => id);
  const rows = await tx
    .updateTable('operation')
    .set((is) => ({
      executor,
      fence: sql<string>`gen_random_uuid()`,
      run: sql<number>`run + 1`,
      started_at: is.fn.coalesce('started_at', sql<Date>`now()`),
      waiting_for: null,
      state: sql<OperationRow['state']>`CASE WHEN state = 'queued' THEN 'running' ELSE state END`,
    }))
    .where('id', 'in', ids)
    .where(isQueued)
    .returningAll()
    .execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** Says what queued operations wait for, where that is not said already. */
async function explain(
  tx: Db,
  events: EventBus,
  queued: Queued[],
  reason: (row: Queued) => string,
): Promise<void> {
  const news = Map.groupBy(
    queued.filter((row) => row.waiting_for !== reason(row)),
    reason,
  );
  for (const [waitingFor, rows] of news) {
    const changed = await tx
      .updateTable('operation')
      .set({ waiting_for: waitingFor })
      .where(
        'id',
        'in',
        rows.map(({ id }) => id),
      )
      .where(isQueued)
      .returningAll()
      .execute();
    await events.append(tx, ...changed.map(operationChanged));
  }
}
