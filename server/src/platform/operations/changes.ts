import type { Db } from '../database/connect.ts';
import type { EventBus, NewEvent } from '../events/event-bus.ts';
import { operationResource, stepResource } from './resource.ts';
import type { OperationRow, OperationStepRow } from './tables.ts';

/** Call it in the transaction that made the change. */
export async function appendOperationChanged(db: Db, events: EventBus, row: OperationRow): Promise<void> {
  await events.append(db, operationChanged(row));
}

/** Append it in the transaction that made the change. */
export function operationChanged(row: OperationRow): NewEvent {
  return {
    type: 'operation.changed',
    subject: { type: 'operation', name: row.id },
    data: operationResource(row),
  };
}

/** Append it in the transaction that made the change. */
export function stepChanged(row: OperationStepRow): NewEvent {
  return {
    type: 'operation.step',
    subject: { type: 'operation', name: row.operation_id },
    data: { operation: row.operation_id, ...stepResource(row) },
  };
}
