import { randomUUID } from 'node:crypto';
import { TuskarError } from '@tuskar/contract/error.ts';
import type { Subject } from '@tuskar/contract/fields.ts';
import type { Incident, IncidentSeverity } from '@tuskar/contract/incident.ts';
import { type IncidentKind, incidentKinds } from '@tuskar/contract/incident-kinds.ts';
import type { Db, DbTransaction } from '../platform/database/connect.ts';
import type { EventBus } from '../platform/events/event-bus.ts';
import { storableText } from '../platform/json.ts';
import {
  getIncident,
  type IncidentFilter,
  insertIncident,
  listIncidents,
  lockOpenIncidents,
  markSeen,
  updateIncident,
} from './incident-store.ts';
import type { IncidentRow } from './tables.ts';

/** Something that is wrong now. */
export type Finding = {
  kind: IncidentKind;
  subject: Subject;
  part: string | null;
  /** What was seen: '91 °C, critical from 90 °C'. */
  reason: string;
  /** By default what the kind says; likewise `nextAction`. */
  severity?: IncidentSeverity;
  nextAction?: string;
};

export type Observation = {
  /** The kinds that were looked for; what is of another kind stays as it is. */
  kinds: IncidentKind[];
  /** What was looked at; without names: all of the type. */
  looked: { type: Subject['type']; names?: string[] };
  /** All that is wrong there. What is open and not among them is gone, and closed. */
  found: Finding[];
};

export type Incidents = ReturnType<typeof createIncidents>;

export function createIncidents({ db, events }: { db: Db; events: EventBus }) {
  async function tell(tx: Db, row: IncidentRow): Promise<void> {
    await events.append(tx, {
      type: 'incident.changed',
      subject: { type: 'incident', name: row.id },
      data: toIncident(row),
    });
  }

  /** Opens what is new, keeps what is known, and closes what is gone. Tells of what changed only. */
  async function observeIn(tx: DbTransaction, { kinds, looked, found }: Observation) {
    const at = new Date();
    const open = await lockOpenIncidents(tx, { kinds, type: looked.type, names: looked.names });
    const known = new Map(open.map((row) => [keyOf(toSubjectOf(row)), row]));
    const seen: string[] = [];
    const counts = { opened: 0, closed: 0 };
    for (const finding of new Map(found.map((one) => [keyOf(one), one])).values()) {
      const row = known.get(keyOf(finding));
      known.delete(keyOf(finding));
      if (row === undefined) {
        const made = await insertIncident(tx, newRow(finding, at));
        if (made === undefined) continue;
        counts.opened += 1;
        await tell(tx, made);
      } else if (isSame(row, finding)) seen.push(row.id);
      else await tell(tx, await updateIncident(tx, row.id, { ...saidOf(finding), last_seen_at: at }));
    }
    await markSeen(tx, seen, at);
    for (const { id } of known.values()) {
      counts.closed += 1;
      await tell(tx, await updateIncident(tx, id, { closed_at: at }));
    }
    return counts;
  }

  async function change(
    id: string,
    note: string | undefined,
    change: { acknowledged_at: Date; acknowledged_by: string } | { closed_at: Date; closed_by: string },
  ): Promise<Incident> {
    return await db.transaction().execute(async (tx) => {
      await tx.selectFrom('incident').select('id').where('id', '=', id).forUpdate().execute();
      const before = await getIncident(tx, id);
      if (before.closed_at !== null) {
        throw new TuskarError('incident-closed', `The incident ${id} is closed.`, {
          context: { incident: id },
        });
      }
      const row = await updateIncident(tx, id, { ...change, ...(note === undefined ? {} : { note }) });
      await tell(tx, row);
      return toIncident(row);
    });
  }

  return {
    observeIn,
    observe: (observation: Observation) => db.transaction().execute((tx) => observeIn(tx, observation)),
    /** Something that happened and is never seen to be over, such as an entry of a log: a person closes it. */
    report: async (tx: DbTransaction, finding: Finding): Promise<void> => {
      const row = await insertIncident(tx, newRow(finding, new Date()));
      if (row !== undefined) await tell(tx, row);
    },
    list: async (filter: IncidentFilter): Promise<Incident[]> =>
      (await listIncidents(db, filter)).map(toIncident),
    show: async (id: string): Promise<Incident> => toIncident(await getIncident(db, id)),
    acknowledge: (id: string, { by, note }: { by: string; note?: string | undefined }) =>
      change(id, note, { acknowledged_at: new Date(), acknowledged_by: by }),
    close: (id: string, { by, note }: { by: string; note?: string | undefined }) =>
      change(id, note, { closed_at: new Date(), closed_by: by }),
  };
}

function keyOf({ kind, subject, part }: Pick<Finding, 'kind' | 'subject' | 'part'>): string {
  return JSON.stringify([kind, subject.type, subject.name, storableText(part ?? '')]);
}

function toSubjectOf({ kind, subject_type, subject_name, part }: IncidentRow) {
  return { kind, subject: { type: subject_type, name: subject_name }, part };
}

function saidOf({ kind, severity, reason, nextAction }: Finding) {
  return {
    severity: severity ?? incidentKinds[kind].severity,
    reason: storableText(reason),
    next_action: nextAction ?? null,
  };
}

function isSame(row: IncidentRow, finding: Finding): boolean {
  const said = saidOf(finding);
  return row.severity === said.severity && row.reason === said.reason && row.next_action === said.next_action;
}

function newRow(finding: Finding, at: Date) {
  return {
    id: randomUUID(),
    kind: finding.kind,
    subject_type: finding.subject.type,
    subject_name: finding.subject.name,
    part: finding.part === null ? null : storableText(finding.part),
    ...saidOf(finding),
    opened_at: at,
    last_seen_at: at,
  };
}

export function toIncident(row: IncidentRow): Incident {
  const { title, nextAction } = incidentKinds[row.kind];
  const subject = { type: row.subject_type, name: row.subject_name };
  return {
    id: row.id,
    kind: row.kind,
    subject,
    part: row.part,
    severity: row.severity,
    title: row.part === null ? title : `${title}: ${row.part}`,
    reason: row.reason,
    nextAction: row.next_action ?? nextAction,
    openedAt: row.opened_at.toISOString(),
    lastSeenAt: row.last_seen_at.toISOString(),
    acknowledgedAt: row.acknowledged_at?.toISOString() ?? null,
    acknowledgedBy: row.acknowledged_by,
    note: row.note,
    closedAt: row.closed_at?.toISOString() ?? null,
    closedBy: row.closed_by,
  };
}
