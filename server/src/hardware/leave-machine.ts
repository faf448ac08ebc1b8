import type { MachineAction } from '@tuskar/contract/machine-states.ts';
import type { MachineFailure } from '@tuskar/contract/machine.ts';
import type { Db } from '../platform/database/connect.ts';
import type { EventBus } from '../platform/events/event-bus.ts';
import type { OperationEnd } from '../platform/operations/definition.ts';
import { showOperation } from '../platform/operations/store.ts';
import { changeMachine, moveMachine } from './machine-transition.ts';
import { operationFailure } from './operation-failure.ts';
import { findLocked, type MachineChange } from './store.ts';
import type { MachineRow } from './tables.ts';

export type Ended = { machine: string; end: OperationEnd; operation: string };

/** Where a machine goes as its work ends, and why; or it stays where it is, and this is changed about it. */
export type Leaving = { action: MachineAction; reason: string | null } | { set: MachineChange };

/**
 * The end of an operation that `takeMachine` took a machine for: nothing holds it any more, and it goes where `whereTo`
 * says. A machine that is forgotten, or that something else has taken since, is left alone.
 */
export async function leaveMachine(
  { db, events }: { db: Db; events: EventBus },
  { machine, end, operation }: Ended,
  whereTo: (row: MachineRow, failure: MachineFailure | undefined) => Leaving,
): Promise<void> {
  const failure = end === 'failed' ? operationFailure(await showOperation(db, operation)) : undefined;
  await db.transaction().execute(async (tx) => {
    const row = await findLocked(tx, machine);
    if (row?.operation !== operation) return;
    const leaving = whereTo(row, failure);
    if ('set' in leaving) {
      await changeMachine(tx, events, { name: machine, set: { operation: null, ...leaving.set } });
      return;
    }
    await moveMachine(tx, events, {
      name: machine,
      ...leaving,
      set: { operation: null },
      ...(failure === undefined ? {} : { failure }),
    });
  });
}
