import type { MachineAction } from '@tuskar/contract/machine-states.ts';
import type { MachineState } from '@tuskar/contract/machine.ts';
import type { OperationEnd } from '../../platform/operations/definition.ts';
import { showOperation } from '../../platform/operations/store.ts';
import { changeMachine, moveMachine } from '../machine-transition.ts';
import { operationFailure } from '../operation-failure.ts';
import { findMachine, lockMachine } from '../store.ts';
import type { RescueDeps } from './deps.ts';

const reached: Partial<Record<MachineState, MachineAction>> = {
  rescuing: 'rescued',
  unrescuing: 'unrescued',
};

const cancelled: Partial<Record<MachineState, string>> = {
  rescuing: 'its way into the rescue system was cancelled half-way',
  unrescuing: 'its way out of the rescue system was cancelled half-way',
};

/** Where the way into the rescue system, or out of it, has ended: well, half-way, or where it began. */
export async function rescueEnded(
  { db, events }: Pick<RescueDeps, 'db' | 'events'>,
  { machine, end, operation }: { machine: string; end: OperationEnd; operation: string },
): Promise<void> {
  const failure = end === 'failed' ? operationFailure(await showOperation(db, operation)) : undefined;
  await db.transaction().execute(async (tx) => {
    if ((await findMachine(tx, machine)) === undefined) return;
    const row = await lockMachine(tx, machine);
    if (row.operation !== operation) return;
    const set = { operation: null };
    const action = reached[row.state];
    if (action === undefined) {
      // It was brought back into use: why it is not in the rescue system is still to be told.
      const why = failure === undefined ? {} : { failure: JSON.stringify(failure) };
      await changeMachine(tx, events, { name: machine, set: { ...set, ...why } });
      return;
    }
    const succeeded = end === 'succeeded';
    await moveMachine(tx, events, {
      name: machine,
      action: succeeded ? action : 'rescue-failed',
      reason: succeeded ? row.state_reason : (failure?.message ?? cancelled[row.state] ?? null),
      set,
      ...(failure === undefined ? {} : { failure }),
    });
  });
}
