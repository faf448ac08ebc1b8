import { randomUUID } from 'node:crypto';
import { createDatabase, type Database } from '../database/connect.ts';
import type { EventBus } from '../events/event-bus.ts';
import type { Logger } from '../log/logger.ts';
import { createTurns } from '../turns.ts';
import { carryOut } from './carry-out.ts';
import type { Execution } from './execution.ts';
import { createJournal } from './journal.ts';
import { acquireLease, type Lease } from './lease.ts';
import {
  claimOperations,
  explainUnknownKinds,
  findCancelling,
  findLostExecutors,
  type QueueOptions,
  releaseOperations,
} from './queue.ts';
import type { OperationRegistry } from './registry.ts';
import { forgetOldOperations } from './retention.ts';
import type { OperationRow } from './tables.ts';

export type Worker = {
  /** Looks for work now. */
  wake: () => void;
  /** Aborts when the process has lost its lease; the worker is then of no more use. */
  lost: AbortSignal;
  stop: () => Promise<void>;
};

export type WorkerOptions = {
  database: Database;
  events: EventBus;
  log: Logger;
  registry: OperationRegistry;
  queue: QueueOptions;
  version: string;
  keepDays: number;
  pauseShare: number;
};

const workerConnections = 8;
const tickMilliseconds = 2000;
/** Milliseconds between the beginnings of two turns, of the worker and of its journal: for each operation under way, and at most. */
const apart = { forEach: 0.5, most: 25 };
const retentionMilliseconds = 3_600_000;

/** Carries operations out from now until it is stopped or loses its lease. */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const { events, registry, pauseShare } = options;
  const { db, close } = workerDatabase(options);
  const queue: QueueOptions = { ...options.queue, db };
  const executor = randomUUID();
  const log = options.log.child({ executor });
  const kinds = registry.close();
  const executions = new Set<Execution>();
  const park = new AbortController();

  /** One that is alone waits for nothing; of hundreds, what they say and what begins shares a transaction. */
  const apartMs = () => Math.min(executions.size * apart.forEach, apart.most);
  const journal = createJournal({ db, events, apartMs });
  const run = async (operation: OperationRow): Promise<void> => {
    const execution: Execution = {
      operationId: operation.id,
      cancel: new AbortController(),
      park: new AbortController(),
      log: log.child({ operation: operation.id }),
    };
    const parkThis = () => execution.park.abort(park.signal.reason);
    park.signal.addEventListener('abort', parkThis);
    if (park.signal.aborted) parkThis();
    executions.add(execution);
    execution.park.signal.addEventListener('abort', () => executions.delete(execution));
    try {
      await carryOut({ db, events, journal, find: registry.find, pauseShare }, execution, operation);
    } catch (error) {
      execution.log.error({ err: error }, 'an operation could not be carried out');
    } finally {
      executions.delete(execution);
      park.signal.removeEventListener('abort', parkThis);
    }
  };

  const { url } = options.database;
  const lease = await acquireLease({ url, executor, kinds, version: options.version, log }).catch(
    async (error: unknown) => {
      await close();
      throw error;
    },
  );
  lease.lost.addEventListener('abort', () => park.abort(lease.lost.reason));

  let lookAround = true;
  const work = async (): Promise<void> => {
    const around = lookAround;
    lookAround = false;
    if (around) await takeOver(queue, { lease, log });
    await cancelThose(queue, executions);
    for (const operation of await claimOperations(queue, { executor, kinds })) void run(operation);
    if (around) await explainUnknownKinds(queue);
  };
  const turns = createTurns(
    async () => {
      try {
        if (!park.signal.aborted) await work();
      } catch (error) {
        log.warn({ err: error }, 'a turn of the worker failed');
      }
    },
    { apartMs },
  );
  const wake = () => void turns.next();
  const tick = setInterval(() => {
    lookAround = true;
    wake();
  }, tickMilliseconds);
  tick.unref();
  wake();
  const forget = async () => {
    try {
      const operations = await forgetOldOperations(db, options.keepDays);
      if (operations > 0) log.info({ operations }, 'deleted operations that ended long ago');
    } catch (error) {
      log.warn({ err: error }, 'old operations could not be deleted');
    }
  };
  const retention = setInterval(() => void forget(), retentionMilliseconds);
  retention.unref();

  return {
    wake,
    lost: lease.lost,
    stop: async () => {
      clearInterval(tick);
      clearInterval(retention);
      park.abort(new Error('This process is stopping.'));
      await turns.idle();
      await lease.release();
      await close();
    },
  };
}

/**
 * Connections of its own: a thousand steps that end at once wait here for their turn, for as long as it takes, and not
 * in the way of people who read.
 */
function workerDatabase({ database: { url }, log }: WorkerOptions): Database {
  return createDatabase({ url, log, poolSize: workerConnections, patienceSeconds: 0 });
}

async function takeOver(queue: QueueOptions, { lease, log }: { lease: Lease; log: Logger }): Promise<void> {
  await lease.takeDead(async (executor) => {
    const operations = await releaseOperations(queue, executor);
    log.warn({ from: executor, operations }, 'took over the work of a process that died');
  });
  for (const executor of await findLostExecutors(queue.db)) await releaseOperations(queue, executor);
}

async function cancelThose({ db }: QueueOptions, executions: Set<Execution>): Promise<void> {
  const ids = new Set(
    await findCancelling(
      db,
      [...executions].map(({ operationId }) => operationId),
    ),
  );
  for (const execution of executions) {
    if (ids.has(execution.operationId)) execution.cancel.abort();
  }
}
