import { isTuskarError, type TuskarError } from '@tuskar/contract/error.ts';
import type { Db } from '../../platform/database/connect.ts';
import type { Reconciler } from '../../platform/reconcilers/reconciler.ts';
import { judgeGlance } from './judge.ts';
import type { BmcProbe, Glance } from './probe.ts';
import { type Outcome, type RecordDeps, recordOutcomes } from './record-outcomes.ts';
import { listWatched, type Watched } from './store.ts';

export type WatcherDeps = RecordDeps & { db: Db; probe: BmcProbe };

/** BMCs asked at once: with answers of a third of a second, 10,000 take less than a minute. */
const atOnce = 64;
/** Outcomes written in one transaction. */
const batch = 200;
/** A machine that is well is read whole so often, one that is not more often, and at once where that changes. */
const readEveryMs = { well: 60 * 60 * 1000, unwell: 5 * 60 * 1000 };
/** Readings of one pass, for what is only due: each is dozens of requests, a tenth of a second of a processor. */
const readsInPass = 100;

/**
 * Looks at every BMC, one request each; at all parts, sensors and events where it is time, or where the BMC says that
 * something is wrong. Failures are incidents with the part named; a BMC that is silent makes its machine unreachable.
 */
export function machineWatcher(deps: WatcherDeps): Reconciler {
  return {
    name: 'machine-watcher',
    everySeconds: 30,
    pass: async ({ signal }) => {
      const waiting = await listWatched(deps.db);
      const total = { looked: 0, silent: 0, read: 0, opened: 0, closed: 0 };
      let done: Outcome[] = [];
      let readsLeft = readsInPass;
      const mayRead = () => readsLeft-- > 0;
      // One transaction at a time: who fills a batch waits for those before it, so that what was seen does not pile up,
      // and other work gets its connections to the database.
      let writing = Promise.resolve();
      const flush = () => (writing = writing.then(write));
      async function write(): Promise<void> {
        const outcomes = done;
        done = [];
        if (outcomes.length === 0) return;
        const counts = await deps.db.transaction().execute((tx) => recordOutcomes(tx, deps, outcomes));
        total.opened += counts.opened;
        total.closed += counts.closed;
      }
      async function work(): Promise<void> {
        for (let next = waiting.pop(); next !== undefined && !signal.aborted; next = waiting.pop()) {
          const outcome = await lookAt(deps.probe, next, { mayRead, signal });
          if (signal.aborted) return;
          total.looked += 1;
          total.silent += outcome.judged.misses > 0 ? 1 : 0;
          total.read += outcome.reading === undefined ? 0 : 1;
          done.push(outcome);
          if (done.length >= batch) await flush();
        }
      }
      await Promise.all(Array.from({ length: atOnce }, work));
      await flush();
      return total;
    },
  };
}

async function lookAt(
  probe: BmcProbe,
  before: Watched,
  { mayRead, signal }: { mayRead: () => boolean; signal: AbortSignal },
): Promise<Outcome> {
  const seen = await orError(probe.glance(before, signal), signal);
  const judged = judgeGlance(before, seen);
  if (seen instanceof Error || !isTimeToRead(before, seen, mayRead))
    return { before, judged, seen, reading: undefined };
  const reading = await orError(probe.read(before, signal), signal);
  return { before, judged, seen, reading: reading instanceof Error ? undefined : reading };
}

/** What has just become another is read now, whatever else waits. */
function isTimeToRead({ health, read_at }: Watched, seen: Glance, mayRead: () => boolean): boolean {
  if (read_at !== null && seen.health !== health) return true;
  const every = seen.health === 'ok' ? readEveryMs.well : readEveryMs.unwell;
  const isDue = read_at === null || Date.now() - read_at.getTime() >= every;
  return isDue && mayRead();
}

async function orError<Result>(answer: Promise<Result>, signal: AbortSignal): Promise<Result | TuskarError> {
  try {
    return await answer;
  } catch (error) {
    if (isTuskarError(error)) return error;
    // Ended by this process itself: whoever asked drops it.
    if (signal.aborted) return error as TuskarError;
    throw error;
  }
}
