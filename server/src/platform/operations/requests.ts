import { TuskarError } from '@tuskar/contract/error.ts';
import type { Operation, OperationState } from '@tuskar/contract/operation.ts';
import { nextOperationState } from '@tuskar/contract/operation-states.ts';
import { sql } from 'kysely';
import type { Db, DbTransaction } from '../database/connect.ts';
import type { EventBus } from '../events/event-bus.ts';
import { jsonText } from '../json.ts';
import type { OperationDefinition } from './definition.ts';
import type { Submission } from './engine.ts';
import { releaseSubjects, takeSubjects, wakeWorkers } from './locks.ts';
import { newOperationId } from './operation-id.ts';
import { queueOf } from './registry.ts';
import { operationResource } from './resource.ts';
import { appendOperationChanged } from './changes.ts';
import type { OperationRow } from './tables.ts';

type Deps = { db: Db; events: EventBus };

/** Error: 'subject-busy'. */
export function submitOperation(
  { db, events }: Deps,
  definition: OperationDefinition,
  submission: Submission,
): Promise<Operation> {
  return db.transaction().execute((tx) => submitIn(tx, events, { definition, submission }));
}

/** Submits within a transaction; one whose id is known already is that operation. Error: 'subject-busy'. */
export async function submitIn(
  tx: DbTransaction,
  events: EventBus,
  { definition, submission }: { definition: OperationDefinition; submission: Submission },
): Promise<Operation> {
  const { input, id = newOperationId() } = submission;
  const subject = definition.subject(input);
  const row = await tx
    .insertInto('operation')
    .values({
      id,
      kind: definition.kind,
      title: definition.title(input),
      subject_type: subject.type,
      subject_name: subject.name,
      input: jsonText(input),
      state: 'queued',
      requested_by: submission.requestedBy,
      reason: submission.reason ?? null,
      queue: queueOf(definition.kind),
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returningAll()
    .executeTakeFirst();
  if (row === undefined) return operationResource(await lockOperation(tx, id));
  await takeSubjects(tx, id, [subject, ...(definition.alsoHolds?.(input) ?? [])]);
  await appendOperationChanged(tx, events, row);
  await wakeWorkers(tx);
  return operationResource(row);
}

/** Errors: 'operation-not-found', 'operation-ended'. Asking twice is no error. */
export function cancelOperation(
  { db, events }: Deps,
  id: string,
  request: { requestedBy: string; reason?: string; known: (kind: string) => boolean },
): Promise<Operation> {
  return db.transaction().execute(async (tx) => {
    const before = await lockOperation(tx, id);
    if (before.state === 'cancelling') return operationResource(before);
    guard(before, 'cancel', 'operation-ended');
    // Nobody would ever take it to end it.
    const endNow = before.state === 'queued' && before.run === 0 && !request.known(before.kind);
    const row = await tx
      .updateTable('operation')
      .set({
        state: endNow ? 'cancelled' : 'cancelling',
        cancel_requested_by: request.requestedBy,
        cancel_reason: request.reason ?? null,
        waiting_for: null,
        ended_at: endNow ? sql<Date>`now()` : null,
      })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow();
    if (endNow) await releaseSubjects(tx, id);
    await appendOperationChanged(tx, events, row);
    await wakeWorkers(tx);
    return operationResource(row);
  });
}

/** Errors: 'operation-not-found', 'operation-not-retryable', 'subject-busy'. */
export function retryOperation(
  { db, events }: Deps,
  definition: (kind: string) => OperationDefinition,
  id: string,
): Promise<Operation> {
  return db.transaction().execute(async (tx) => {
    const before = await lockOperation(tx, id);
    guard(before, 'retry', 'operation-not-retryable');
    const { subject, alsoHolds } = definition(before.kind);
    await takeSubjects(tx, id, [subject(before.input), ...(alsoHolds?.(before.input) ?? [])]);
    await tx
      .updateTable('operation_step')
      .set({
        state: 'pending',
        attempts: 0,
        message: null,
        waiting_for: null,
        error: null,
        result: null,
        started_at: null,
        ended_at: null,
        deadline_at: null,
      })
      .where('operation_id', '=', id)
      .where('state', '!=', 'done')
      .execute();
    const row = await tx
      .updateTable('operation')
      .set({
        state: 'queued',
        attempt: before.attempt + 1,
        executor: null,
        fence: null,
        waiting_for: null,
        next_action: null,
        error: null,
        result: null,
        cancel_requested_by: null,
        cancel_reason: null,
        queued_at: sql<Date>`now()`,
        ended_at: null,
      })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow();
    await appendOperationChanged(tx, events, row);
    await wakeWorkers(tx);
    return operationResource(row);
  });
}

export async function lockOperation(tx: DbTransaction, id: string): Promise<OperationRow> {
  const row = await tx
    .selectFrom('operation')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw new TuskarError('operation-not-found', `There is no operation ${id}.`);
  return row;
}

const pasts = { cancel: 'cancelled', retry: 'retried' } as const;

function guard(
  row: OperationRow,
  action: 'cancel' | 'retry',
  code: 'operation-ended' | 'operation-not-retryable',
): OperationState {
  const next = nextOperationState(row.state, action);
  if (next === undefined) {
    throw new TuskarError(
      code,
      `The operation ${row.id} (${row.title}) is ${row.state}; it cannot be ${pasts[action]}.`,
      {
        context: { operation: row.id, state: row.state },
      },
    );
  }
  return next;
}
