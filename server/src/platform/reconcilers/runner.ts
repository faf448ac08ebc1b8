import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '../database/connect.ts';
import type { Json } from '../json.ts';
import type { Logger } from '../log/logger.ts';
import { createPassLocks, type PassLocks } from './pass-locks.ts';
import type { Reconciler } from './reconciler.ts';

export type ReconcilerRunner = { start: () => void; stop: () => Promise<void> };

/** Runs every reconciler again and again; of several processes, one at a time makes a pass. */
export function createReconcilerRunner(options: {
  database: Database;
  reconcilers: Reconciler[];
  log: Logger;
}): ReconcilerRunner {
  const { database, reconcilers, log } = options;
  const stopping = new AbortController();
  const locks = createPassLocks(database.pool);
  let loops: Promise<void>[] = [];

  async function loop(reconciler: Reconciler): Promise<void> {
    while (!stopping.signal.aborted) {
      await turn({ locks, database, reconciler, log, signal: stopping.signal }).catch((err: unknown) =>
        log.error({ err, reconciler: reconciler.name }, 'a reconciler could not take its turn'),
      );
      await pause(reconciler.everySeconds * 1000, undefined, { signal: stopping.signal, ref: false }).catch(
        () => undefined,
      );
    }
  }

  return {
    start: () => {
      loops = reconcilers.map(loop);
    },
    stop: async () => {
      stopping.abort();
      await Promise.all(loops);
      locks.close();
    },
  };
}

type Turn = {
  locks: PassLocks;
  database: Database;
  reconciler: Reconciler;
  log: Logger;
  signal: AbortSignal;
};

type Work = Omit<Turn, 'locks'>;

/** One pass under the reconciler's lock; none where another process makes it now. */
async function turn({ locks, ...work }: Turn): Promise<void> {
  const { name } = work.reconciler;
  if (!(await locks.take(name))) return;
  try {
    await passAndRecord(work);
  } finally {
    await locks.give(name);
  }
}

async function passAndRecord({ database, reconciler, log, signal }: Work): Promise<void> {
  const startedAt = new Date();
  const { status, failed } = await passOnce({ reconciler, log, signal });
  const row = { started_at: startedAt, ended_at: new Date(), status: JSON.stringify(status), failed };
  await database.db
    .insertInto('reconciler')
    .values({ name: reconciler.name, ...row })
    .onConflict((conflict) => conflict.column('name').doUpdateSet(row))
    .execute();
}

async function passOnce({
  reconciler,
  log,
  signal,
}: Omit<Work, 'database'>): Promise<{ status: Json; failed: boolean }> {
  try {
    const status = await reconciler.pass({ signal });
    log.debug({ reconciler: reconciler.name, status }, 'a reconciler has passed');
    return { status: status ?? null, failed: false };
  } catch (err) {
    if (!signal.aborted)
      log.warn(
        { err, reconciler: reconciler.name },
        'a reconciler has failed; it tries again at its next turn',
      );
    return { status: { error: (err as Error).message }, failed: true };
  }
}
