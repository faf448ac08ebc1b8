import type { Db } from '../platform/database/connect.ts';
import type { EventBus } from '../platform/events/event-bus.ts';
import type { OperationEnd } from '../platform/operations/definition.ts';
import { showOperation } from '../platform/operations/store.ts';
import { changeMachine } from './machine-transition.ts';
import { operationFailure } from './operation-failure.ts';
import { findMachine, type MachineChange } from './store.ts';

/** An enrolment that failed leaves the machine where it is, with why; it goes on once that is corrected. */
export async function endEnrolment(
  { db, events }: { db: Db; events: EventBus },
  { machine, end, operation }: { machine: string; end: OperationEnd; operation: string },
): Promise<void> {
  const set = end === 'failed' ? await failed(db, operation) : {};
  await db.transaction().execute(async (tx) => {
    if ((await findMachine(tx, machine)) === undefined) return;
    await changeMachine(tx, events, { name: machine, set: { operation: null, ...set } });
  });
}

async function failed(db: Db, operation: string): Promise<MachineChange> {
  const failure = operationFailure(await showOperation(db, operation));
  const { code, message, at } = failure;
  const silent = code === 'bmc-unreachable' || code === 'bmc-untrusted';
  return {
    failure: JSON.stringify(failure),
    ...(silent ? { contact: 'unreachable', contact_reason: message, contact_since: new Date(at) } : {}),
  };
}
