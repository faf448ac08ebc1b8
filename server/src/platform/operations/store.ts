import { TuskarError } from '@tuskar/contract/error.ts';
import { Subject } from '@tuskar/contract/fields.ts';
import type {
  Operation,
  OperationDetail,
  OperationLogLine,
  OperationState,
} from '@tuskar/contract/operation.ts';
import { sql } from 'kysely';
import type { Db } from '../database/connect.ts';
import { operationResource, stepResource } from './resource.ts';

export type OperationQuery = {
  limit: number;
  cursor?: string | undefined;
  state?: OperationState | undefined;
  kind?: string | undefined;
  /** '<type>/<name>' */
  subject?: string | undefined;
};

/** Newest first. Error: 'invalid-request' for a cursor or a subject that cannot be one. */
export async function listOperations(
  db: Db,
  query: OperationQuery,
): Promise<{ items: Operation[]; nextCursor: string | null }> {
  let select = db
    .selectFrom('operation')
    .selectAll()
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(query.limit + 1);
  if (query.state !== undefined) select = select.where('state', '=', query.state);
  if (query.kind !== undefined) select = select.where('kind', '=', query.kind);
  if (query.subject !== undefined) {
    const subject = parseSubject(query.subject);
    select = select.where('subject_type', '=', subject.type).where('subject_name', '=', subject.name);
  }
  if (query.cursor !== undefined) {
    // Read by id, since a time in a cursor would lose the microseconds by which the rows are ordered.
    const last = db
      .selectFrom('operation')
      .select(['created_at', 'id'])
      .where('id', '=', parseCursor(query.cursor));
    select = select.where(sql<boolean>`(created_at, id) < (${last})`);
  }
  const rows = await select.execute();
  const items = rows.slice(0, query.limit).map(operationResource);
  const last = items.at(-1);
  return {
    items,
    nextCursor: rows.length > query.limit && last !== undefined ? formatCursor(last.id) : null,
  };
}

export async function findOperation(db: Db, id: string): Promise<Operation | undefined> {
  const row = await db.selectFrom('operation').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : operationResource(row);
}

/** Error: 'operation-not-found'. */
export async function showOperation(db: Db, id: string): Promise<OperationDetail> {
  const operation = await findOperation(db, id);
  if (operation === undefined) throw operationNotFound(id);
  const steps = await db
    .selectFrom('operation_step')
    .selectAll()
    .where('operation_id', '=', id)
    .orderBy('position')
    .execute();
  return { ...operation, stepList: steps.map(stepResource) };
}

/** Error: 'operation-not-found'. */
export async function readOperationLog(
  db: Db,
  id: string,
  query: { after: number; limit: number; step?: string | undefined },
): Promise<OperationLogLine[]> {
  let select = db
    .selectFrom('operation_log')
    .select(['seq', 'at', 'step', 'host', 'level', 'line'])
    .where('operation_id', '=', id)
    .where('seq', '>', query.after)
    .orderBy('seq')
    .limit(query.limit);
  if (query.step !== undefined) select = select.where('step', '=', query.step);
  const rows = await select.execute();
  if (rows.length === 0 && (await findOperation(db, id)) === undefined) throw operationNotFound(id);
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

export function operationNotFound(id: string): TuskarError {
  return new TuskarError('operation-not-found', `There is no operation ${id}.`);
}

function parseSubject(text: string): Subject {
  const slash = text.indexOf('/');
  const parsed = Subject.safeParse({ type: text.slice(0, slash), name: text.slice(slash + 1) });
  if (parsed.success) return parsed.data;
  throw new TuskarError('invalid-request', `'${text}' is not a subject, such as cloud/try.`);
}

function formatCursor(id: string): string {
  return Buffer.from(id).toString('base64url');
}

function parseCursor(cursor: string): string {
  const id = Buffer.from(cursor, 'base64url').toString();
  if (/^op-[0-9a-z]{26}$/.test(id)) return id;
  throw new TuskarError('invalid-request', 'The cursor is not one that this API gave.');
}
