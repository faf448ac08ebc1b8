import type { MachineAction } from '@tuskar/contract/machine-states.ts';
import type { MachineState } from '@tuskar/contract/machine.ts';
import type { Db } from '../platform/database/connect.ts';
import type { EventBus } from '../platform/events/event-bus.ts';
import type { OperationEnd } from '../platform/operations/definition.ts';
import { showOperation } from '../platform/operations/store.ts';
import { changeMachine, moveMachine } from './machine-transition.ts';
import { operationFailure } from './operation-failure.ts';
import { findMachine, lockMachine } from './store.ts';
import type { MachineRow } from './tables.ts';

/** One whose host is not empty goes on as before; one of which nobody knows what is on its disks is nobody's to use. */
const endings: Partial<Record<MachineState, MachineAction>> = {
  inspecting: 'inspection-failed',
  'burning-in': 'reject',
  draining: 'stay',
  erasing: 'erase-failed',
  deploying: 'deployment-failed',
};

/** Where work on a machine ended before the machine had come to its goal. */
export async function workEnded(
  { db, events }: { db: Db; events: EventBus },
  { machine, end, operation, what }: { machine: string; end: OperationEnd; operation: string; what: string },
): Promise<void> {
  const failure = end === 'failed' ? operationFailure(await showOperation(db, operation)) : undefined;
  await db.transaction().execute(async (tx) => {
    if ((await findMachine(tx, machine)) === undefined) return;
    const row = await lockMachine(tx, machine);
    if (row.operation !== operation) return;
    const set = { operation: null };
    const action = isNew(row) && end === 'cancelled' ? 'inspection-cancelled' : endings[row.state];
    if (action === undefined) {
      await changeMachine(tx, events, { name: machine, set });
      return;
    }
    const reason = failure?.message ?? `its ${what} was cancelled`;
    await moveMachine(tx, events, {
      name: machine,
      action,
      reason,
      set,
      ...(failure === undefined ? {} : { failure }),
    });
  });
}

/** Being inspected for the first time: what it has is not known, and nothing is known to be wrong with it. */
function isNew({ state, summary }: MachineRow): boolean {
  return state === 'inspecting' && summary === null;
}
