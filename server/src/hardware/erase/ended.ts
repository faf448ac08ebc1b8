import type { MachineAction } from '@tuskar/contract/machine-states.ts';
import type { MachineState } from '@tuskar/contract/machine.ts';
import type { OperationEnd } from '../../platform/operations/definition.ts';
import { showOperation } from '../../platform/operations/store.ts';
import { changeMachine, moveMachine } from '../machine-transition.ts';
import { operationFailure } from '../operation-failure.ts';
import { findMachine, lockMachine } from '../store.ts';
import type { EraseDeps } from './deps.ts';

/** One whose host is not empty goes on as before; one whose disks are in doubt is nobody's to use. */
const endings: Partial<Record<MachineState, MachineAction>> = { draining: 'stay', erasing: 'erase-failed' };

/** Where an erasure ended before the machine had come to its goal. */
export async function eraseEnded(
  { db, events }: Pick<EraseDeps, 'db' | 'events'>,
  { machine, end, operation }: { machine: string; end: OperationEnd; operation: string },
): Promise<void> {
  const failure = end === 'failed' ? operationFailure(await showOperation(db, operation)) : undefined;
  await db.transaction().execute(async (tx) => {
    if ((await findMachine(tx, machine)) === undefined) return;
    const row = await lockMachine(tx, machine);
    if (row.operation !== operation) return;
    const set = { operation: null };
    const action = endings[row.state];
    if (action === undefined) {
      await changeMachine(tx, events, { name: machine, set });
      return;
    }
    const reason = failure?.message ?? 'its erasure was cancelled';
    await moveMachine(tx, events, {
      name: machine,
      action,
      reason,
      set,
      ...(failure === undefined ? {} : { failure }),
    });
  });
}
