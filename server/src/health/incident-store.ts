import { TuskarError } from '@tuskar/contract/error.ts';
import type { Subject } from '@tuskar/contract/fields.ts';
import type { IncidentSeverity } from '@tuskar/contract/incident.ts';
import type { IncidentKind } from '@tuskar/contract/incident-kinds.ts';
import { type Insertable, type Updateable, sql } from 'kysely';
import type { Db } from '../platform/database/connect.ts';
import type { IncidentRow, IncidentTable } from './tables.ts';

/** @throws incident-not-found */
export async function getIncident(db: Db, id: string): Promise<IncidentRow> {
  const row = await db.selectFrom('incident').selectAll().where('id', '=', id).executeTakeFirst();
  if (row !== undefined) return row;
  throw new TuskarError('incident-not-found', `There is no incident ${id}.`, { context: { incident: id } });
}

export type IncidentScope = { kinds: IncidentKind[]; type: Subject['type']; names: string[] | undefined };

/** Those that are open, locked until the transaction ends. */
export async function lockOpenIncidents(
  tx: Db,
  { kinds, type, names }: IncidentScope,
): Promise<IncidentRow[]> {
  let query = tx
    .selectFrom('incident')
    .selectAll()
    .where('closed_at', 'is', null)
    .where('kind', 'in', kinds)
    .where('subject_type', '=', type)
    .orderBy('id')
    .forUpdate();
  if (names !== undefined) query = query.where(sql<boolean>`subject_name = ANY (${names})`);
  return await query.execute();
}

/** Undefined where such a one is open already: somebody else saw it at the same time. */
export async function insertIncident(
  db: Db,
  incident: Insertable<IncidentTable>,
): Promise<IncidentRow | undefined> {
  return await db
    .insertInto('incident')
    .values(incident)
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst();
}

export async function updateIncident(
  db: Db,
  id: string,
  change: Updateable<IncidentTable>,
): Promise<IncidentRow> {
  return await db
    .updateTable('incident')
    .set(change)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function markSeen(db: Db, ids: string[], at: Date): Promise<void> {
  if (ids.length === 0) return;
  await db
    .updateTable('incident')
    .set({ last_seen_at: at })
    .where(sql<boolean>`id = ANY (${ids})`)
    .execute();
}

export type IncidentFilter = {
  state: 'open' | 'closed' | 'all';
  kind?: IncidentKind | undefined;
  severity?: IncidentSeverity | undefined;
  subjectType?: Subject['type'] | undefined;
  subject?: string | undefined;
  acknowledged?: boolean | undefined;
  after?: { openedAt: string; id: string } | undefined;
  limit: number;
};

/** Newest first. */
export async function listIncidents(db: Db, filter: IncidentFilter): Promise<IncidentRow[]> {
  const { state, kind, severity, subjectType, subject, acknowledged, after } = filter;
  let query = db
    .selectFrom('incident')
    .selectAll()
    .orderBy('opened_at', 'desc')
    .orderBy('id', 'desc')
    .limit(filter.limit);
  if (state !== 'all') query = query.where('closed_at', state === 'open' ? 'is' : 'is not', null);
  if (kind !== undefined) query = query.where('kind', '=', kind);
  if (severity !== undefined) query = query.where('severity', '=', severity);
  if (subjectType !== undefined) query = query.where('subject_type', '=', subjectType);
  if (subject !== undefined) query = query.where('subject_name', '=', subject);
  if (acknowledged !== undefined) {
    query = query.where('acknowledged_at', acknowledged ? 'is not' : 'is', null);
  }
  if (after !== undefined) {
    query = query.where(sql<boolean>`(opened_at, id) < (${after.openedAt}::timestamptz, ${after.id})`);
  }
  return await query.execute();
}
