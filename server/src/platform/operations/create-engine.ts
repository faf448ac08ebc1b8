import type { Database } from '../database/connect.ts';
import { createListener } from '../database/listener.ts';
import type { EventBus } from '../events/event-bus.ts';
import type { Logger } from '../log/logger.ts';
import type { OperationEngine } from './engine.ts';
import { findHolder } from './locks.ts';
import { explainUnknownKinds, type QueueOptions } from './queue.ts';
import { createOperationRegistry } from './registry.ts';
import { cancelOperation, retryOperation, submitIn, submitOperation } from './requests.ts';
import { operationResource } from './resource.ts';
import { startWorker, type Worker } from './worker.ts';

export type OperationEngineOptions = {
  database: Database;
  events: EventBus;
  log: Logger;
  /** 'worker' carries operations out; without it this process only submits them. */
  roles: readonly ('api' | 'worker')[];
  /** Version of Tuskar, shown with the process. */
  version: string;
  /** How many operations of a noun run at once over all processes: { image: 2 }; by default 16. */
  limits?: Readonly<Record<string, number>>;
  /** Days that ended operations are kept; by default 90. */
  keepDays?: number;
  /** How long a step pauses before it looks or tries again, as a share of what it asks; by default 1, in tests less. */
  pauseShare?: number;
};

const defaultLimit = 16;
const restartMilliseconds = 1000;
const explainMilliseconds = 10_000;

/** Register every definition before `start`. */
export function createOperationEngine(options: OperationEngineOptions): OperationEngine {
  const { database, events, log, roles, version, limits = {}, keepDays = 90, pauseShare = 1 } = options;
  const { db } = database;
  const registry = createOperationRegistry();
  const listener = createListener({ url: database.url, log });
  const queue: QueueOptions = { db, events, limitOf: (name) => limits[name] ?? defaultLimit };
  let worker: Worker | undefined;
  let stopped = false;
  let restart: NodeJS.Timeout | undefined;
  let explain: NodeJS.Timeout | undefined;

  const begin = async (): Promise<void> => {
    worker = await startWorker({ database, events, log, registry, queue, version, keepDays, pauseShare });
    worker.lost.addEventListener('abort', () => void again());
    if (worker.lost.aborted) void again();
  };

  /** A lost lease cannot be had back: what ran under it is parked, and a new executor takes it over. */
  const again = async (): Promise<void> => {
    const last = worker;
    worker = undefined;
    try {
      await last?.stop();
      if (!stopped) await begin();
    } catch (error) {
      log.warn({ err: error }, 'the worker cannot start; trying again');
      if (!stopped) restart = setTimeout(() => void again(), restartMilliseconds);
    }
  };

  return {
    register: registry.register,
    submit: (submission, within) => {
      const definition = registry.get(submission.kind);
      return within === undefined
        ? submitOperation({ db, events }, definition, submission)
        : submitIn(within, events, { definition, submission });
    },
    cancel: (id, request) =>
      cancelOperation({ db, events }, id, {
        ...request,
        known: (kind) => registry.find(kind) !== undefined,
      }),
    retry: (id) => retryOperation({ db, events }, registry.get, id),
    holder: async (subject) => {
      const holder = await findHolder(db, subject);
      return holder === undefined ? undefined : operationResource(holder.operation);
    },
    start: async () => {
      listener.on('tuskar_operation', () => worker?.wake());
      await listener.start();
      if (roles.includes('worker')) return begin();
      // Somebody has to notice that there is no worker at all.
      explain = setInterval(() => {
        explainUnknownKinds(queue).catch((error: unknown) =>
          log.warn({ err: error }, 'queued operations could not be looked at'),
        );
      }, explainMilliseconds);
      explain.unref();
    },
    stop: async () => {
      stopped = true;
      clearTimeout(restart);
      clearInterval(explain);
      await listener.stop();
      await worker?.stop();
    },
  };
}
