import { isTuskarError, type TuskarError } from '@tuskar/contract/error.ts';
import type { Db, DbTransaction } from '../../platform/database/connect.ts';
import type { EventBus } from '../../platform/events/event-bus.ts';
import type { Reconciler } from '../../platform/reconcilers/reconciler.ts';
import { changeMachine } from '../machine-transition.ts';
import { findMachine } from '../store.ts';
import type { MachineIncidents } from './incidents.ts';
import { glanceKinds, judgeGlance, type Judged, partKinds } from './judge.ts';
import type { BmcProbe, FullReading, Glance, LoggedEvent } from './probe.ts';
import { withHistory } from './sensors.ts';
import { findWatch, listWatched, saveWatch, type Watched, type WatchChange } from './store.ts';

export type WatcherDeps = { db: Db; events: EventBus; incidents: MachineIncidents; probe: BmcProbe };

/** BMCs asked at once: with answers of a third of a second, 10,000 take less than a minute. */
const atOnce = 64;
/** Outcomes written in one transaction. */
const batch = 200;
/** A machine that is well is read whole so often, one that is not more often, and at once where that changes. */
const readEveryMs = { well: 60 * 60 * 1000, unwell: 5 * 60 * 1000 };
/** Readings of one pass, for what is only due: each is dozens of requests, a tenth of a second of a processor. */
const readsInPass = 100;

type Outcome = {
  before: Watched;
  judged: Judged;
  seen: Glance | TuskarError;
  reading: FullReading | undefined;
};

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
      async function flush(): Promise<void> {
        const outcomes = done;
        done = [];
        if (outcomes.length === 0) return;
        const counts = await deps.db.transaction().execute((tx) => record(tx, deps, outcomes));
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

async function record(tx: DbTransaction, deps: WatcherDeps, outcomes: Outcome[]) {
  for (const outcome of outcomes) await recordOne(tx, deps, outcome);
  // Where somebody works on a machine, what is wrong with it is no news.
  const open = outcomes.filter(({ before }) => before.maintenance === null);
  const glances = await deps.incidents.observeIn(tx, {
    kinds: [...glanceKinds],
    looked: { type: 'machine', names: open.map(({ before }) => before.name) },
    found: open.flatMap(({ before, judged: { found } }) =>
      found === undefined ? [] : [{ ...found, subject: subjectOf(before), part: null }],
    ),
  });
  const read = open.filter(({ reading }) => reading !== undefined);
  const parts = await deps.incidents.observeIn(tx, {
    kinds: [...partKinds],
    looked: { type: 'machine', names: read.map(({ before }) => before.name) },
    found: read.flatMap(({ before, reading }) =>
      (reading?.findings ?? []).map((finding) => ({ ...finding, subject: subjectOf(before) })),
    ),
  });
  return { opened: glances.opened + parts.opened, closed: glances.closed + parts.closed };
}

async function recordOne(tx: DbTransaction, deps: WatcherDeps, outcome: Outcome): Promise<void> {
  const { before, judged, seen, reading } = outcome;
  const { contact, power } = judged;
  const contactChanged = contact.contact !== before.contact;
  if (contactChanged || contact.contact_reason !== before.contact_reason || power !== before.power) {
    // It may have been forgotten while it was looked at.
    if ((await findMachine(tx, before.name)) === undefined) return;
    const set = { ...contact, power, ...(contactChanged ? { contact_since: new Date() } : {}) };
    await changeMachine(tx, deps.events, { name: before.name, set });
  }
  const health = seen instanceof Error ? before.health : seen.health;
  const changed: Omit<WatchChange, 'machine_id'> = {
    ...(judged.misses === before.misses ? {} : { misses: judged.misses }),
    ...(health === before.health ? {} : { health }),
  };
  if (reading !== undefined) {
    const sensors = (await findWatch(tx, before.id))?.sensors ?? [];
    const newest = reading.events[0]?.at ?? before.log_seen;
    Object.assign(changed, {
      read_at: new Date(),
      log_seen: newest,
      sensors: withHistory(sensors, reading.sensors),
    });
    if (before.maintenance === null) await reportEvents(tx, deps, before, reading.events);
  }
  if (Object.keys(changed).length === 0) return;
  if ((await findMachine(tx, before.name)) === undefined) return;
  await saveWatch(tx, { machine_id: before.id, ...changed });
}

/** What was logged before anybody watched is history. */
async function reportEvents(
  tx: DbTransaction,
  { incidents }: WatcherDeps,
  before: Watched,
  events: LoggedEvent[],
): Promise<void> {
  const { read_at, log_seen } = before;
  if (read_at === null) return;
  for (const { id, at, severity, message } of events) {
    if (severity !== 'critical' || (log_seen !== null && at <= log_seen)) continue;
    await incidents.report(tx, {
      kind: 'event-logged',
      subject: subjectOf(before),
      part: `entry ${id}, ${at.toISOString()}`,
      reason: message,
    });
  }
}

function subjectOf({ name }: Watched): { type: 'machine'; name: string } {
  return { type: 'machine', name };
}
