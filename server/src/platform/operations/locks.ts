import { TuskarError } from '@tuskar/contract/error.ts';
import type { Subject } from '@tuskar/contract/fields.ts';
import { sql } from 'kysely';
import type { Db } from '../database/connect.ts';
import type { OperationRow } from './tables.ts';

/**
 * Takes every subject for an operation, or none: call it in the transaction of the submission.
 * Error: 'subject-busy', naming the holder.
 */
export async function takeSubjects(db: Db, operationId: string, subjects: Subject[]): Promise<void> {
  // In one order everywhere, so that two submissions cannot wait for each other.
  const ordered = [...new Map(subjects.map((subject) => [subjectKey(subject), subject])).entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, subject]) => subject);
  for (const subject of ordered) {
    const taken = await db
      .insertInto('operation_lock')
      .values({ subject_type: subject.type, subject_name: subject.name, operation_id: operationId })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (taken.numInsertedOrUpdatedRows !== 1n) throw await subjectBusy(db, subject);
  }
}

export async function releaseSubjects(db: Db, operationId: string): Promise<void> {
  await db.deleteFrom('operation_lock').where('operation_id', '=', operationId).execute();
}

export async function findHolder(
  db: Db,
  subject: Subject,
): Promise<{ operation: OperationRow; since: Date } | undefined> {
  const row = await db
    .selectFrom('operation_lock')
    .innerJoin('operation', 'operation.id', 'operation_lock.operation_id')
    .where('operation_lock.subject_type', '=', subject.type)
    .where('operation_lock.subject_name', '=', subject.name)
    .selectAll('operation')
    .select('operation_lock.since')
    .executeTakeFirst();
  return row === undefined ? undefined : { operation: row, since: row.since };
}

async function subjectBusy(db: Db, subject: Subject): Promise<TuskarError> {
  const holder = await findHolder(db, subject);
  const what = `The ${subject.type} ${subject.name}`;
  if (holder === undefined) {
    return new TuskarError('subject-busy', `${what} was held by another operation until this moment.`, {
      remedy: 'Try again.',
      context: { subject },
    });
  }
  const { operation, since } = holder;
  return new TuskarError(
    'subject-busy',
    `${what} is held by the operation ${operation.id} (${operation.title}), which ${operation.requested_by} ` +
      `requested and which has held it since ${since.toISOString()}.`,
    {
      context: {
        subject,
        holder: {
          operation: operation.id,
          title: operation.title,
          requestedBy: operation.requested_by,
          since: since.toISOString(),
        },
      },
      remedy: `Wait for it with: tuskar operation watch ${operation.id}; or cancel it, then try again.`,
    },
  );
}

export function subjectKey(subject: Subject): string {
  return `${subject.type}/${subject.name}`;
}

/** Wakes every worker, once the transaction commits. */
export async function wakeWorkers(db: Db): Promise<void> {
  await sql`SELECT pg_notify('tuskar_operation', '')`.execute(db);
}
