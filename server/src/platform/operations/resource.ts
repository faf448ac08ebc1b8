import type { Operation, OperationStep } from '@tuskar/contract/operation.ts';
import type { OperationRow, OperationStepRow } from './tables.ts';

/** The operation as the API shows it. */
export function operationResource(row: OperationRow): Operation {
  return {
    id: row.id,
    kind: row.kind,
    title: row.title,
    subject: { type: row.subject_type, name: row.subject_name },
    state: row.state,
    requestedBy: row.requested_by,
    reason: row.reason,
    createdAt: row.created_at.toISOString(),
    startedAt: row.started_at?.toISOString() ?? null,
    endedAt: row.ended_at?.toISOString() ?? null,
    steps: { done: row.steps_done, total: row.steps_total },
    attempt: row.attempt,
    waitingFor: row.waiting_for,
    nextAction: row.next_action,
    error: row.error,
    result: row.result ?? null,
  };
}

export function stepResource(row: OperationStepRow): OperationStep {
  return {
    name: row.name,
    title: row.title,
    wave: row.wave,
    host: row.host,
    state: row.state,
    startedAt: row.started_at?.toISOString() ?? null,
    endedAt: row.ended_at?.toISOString() ?? null,
    deadlineAt: row.deadline_at?.toISOString() ?? null,
    attempts: row.attempts,
    message: row.message,
    waitingFor: row.waiting_for,
    error: row.error,
  };
}
