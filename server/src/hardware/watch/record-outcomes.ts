import type { TuskarError } from '@tuskar/contract/error.ts';
import type { DbTransaction } from '../../platform/database/connect.ts';
import type { EventBus } from '../../platform/events/event-bus.ts';
import { announceMachines } from '../machine-transition.ts';
import type { MachineIncidents } from './incidents.ts';
import { glanceKinds, type Judged, partKinds } from './judge.ts';
import type { FullReading, Glance, LoggedEvent } from './probe.ts';
import { withHistory } from './sensors.ts';
import { type ContactChange, saveContacts, saveWatches, sensorsOf, type Watched } from './store.ts';

export type RecordDeps = { events: EventBus; incidents: MachineIncidents };

/** What one look at a machine came to. */
export type Outcome = {
  before: Watched;
  judged: Judged;
  seen: Glance | TuskarError;
  reading: FullReading | undefined;
};

/**
 * Writes what is new in many looks: a few statements for all of them, since each waits for its turn beside thousands of
 * connections to BMCs. Machines that were forgotten meanwhile stay so.
 */
export async function recordOutcomes(tx: DbTransaction, deps: RecordDeps, outcomes: Outcome[]) {
  const changed = await saveContacts(tx, outcomes.flatMap(contactChangeOf));
  await announceMachines(tx, deps.events, changed);
  await saveReadings(tx, outcomes);
  // Where somebody works on a machine, what is wrong with it is no news.
  const open = outcomes.filter(({ before }) => before.maintenance === null);
  for (const { before, reading } of open) {
    if (reading !== undefined) await reportEvents(tx, deps, before, reading.events);
  }
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

function contactChangeOf({ before, judged: { contact, power } }: Outcome): ContactChange[] {
  const { id, name } = before;
  const isChanged = contact.contact !== before.contact;
  if (!isChanged && contact.contact_reason === before.contact_reason && power === before.power) return [];
  const { contact: now, contact_reason } = contact;
  return [{ id, name, contact: now, contact_reason, power, since: isChanged ? new Date() : null }];
}

async function saveReadings(tx: DbTransaction, outcomes: Outcome[]): Promise<void> {
  const read = outcomes.filter(({ reading }) => reading !== undefined);
  const sensors = await sensorsOf(
    tx,
    read.map(({ before }) => before.id),
  );
  const changes = outcomes.flatMap(({ before, judged: { misses }, seen, reading }) => {
    const health = seen instanceof Error ? before.health : seen.health;
    if (misses === before.misses && health === before.health && reading === undefined) return [];
    return [
      {
        machine_id: before.id,
        misses,
        health,
        read_at: reading === undefined ? before.read_at : new Date(),
        log_seen: reading?.events[0]?.at ?? before.log_seen,
        sensors: reading === undefined ? null : withHistory(sensors.get(before.id) ?? [], reading.sensors),
      },
    ];
  });
  await saveWatches(tx, changes);
}

/** What was logged before anybody watched is history. */
async function reportEvents(
  tx: DbTransaction,
  { incidents }: RecordDeps,
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
