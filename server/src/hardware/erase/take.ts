import { eraseActionOf } from '@tuskar/contract/machine-states.ts';
import type { StepContext } from '../../platform/operations/definition.ts';
import { requireFree } from '../host-occupancy.ts';
import { stateAfter } from '../machine-actions.ts';
import { changeMachine } from '../machine-transition.ts';
import { getMachine, lockMachine } from '../store.ts';
import type { MachineRow } from '../tables.ts';
import { takeMachine, takeMachineIn, type Taking } from '../take-machine.ts';
import type { EraseDeps } from './deps.ts';

type Taken = { machine: string; reason: string | null };

/**
 * Sees to it that a machine is this operation's to erase, while there still is a way back: one whose host runs is drained, and any
 * other stays what it is. Where there is nothing to drain, the host is asked after before anything changes.
 * @throws machine-state, machine-occupied, host-in-use
 */
export async function takeForErase(deps: EraseDeps, taken: Taken, context: StepContext): Promise<MachineRow> {
  const { db, events, occupancy } = deps;
  const { machine } = taken;
  const { state, host, operation } = await getMachine(db, machine);
  const { id } = context.operation;
  if (eraseActionOf(state) === 'drain') {
    return await takeMachine(deps, { ...taken, during: ['draining'], action: eraseActionOf }, context);
  }
  if (host !== null && operation !== id) await requireFree(occupancy, { machine, host });
  return await db.transaction().execute(async (tx) => {
    const row = await lockMachine(tx, machine);
    if (row.operation === id) return row;
    stateAfter(row, eraseActionOf(row.state));
    return await changeMachine(tx, events, { name: machine, set: { operation: id } });
  });
}

/**
 * Once the host on the machine is empty it is forgotten, and the machine is erased: from here on there is no way back.
 * @throws machine-state, machine-occupied, host-in-use
 */
export async function releaseHost(deps: EraseDeps, taken: Taken, context: StepContext): Promise<void> {
  const { machine } = taken;
  const { host } = await takeForErase(deps, taken, context);
  if (host !== null) {
    await requireFree(deps.occupancy, { machine, host });
    await deps.occupancy.release(host);
    context.log(`The host ${host} carried nothing, and is forgotten.`);
  }
  await deps.db.transaction().execute(async (tx) => {
    const row = await takeMachineIn(tx, deps.events, { taking: erasing(taken), context });
    if (row.host !== null) await changeMachine(tx, deps.events, { name: machine, set: { host: null } });
  });
}

/** Sees to it that a machine whose host is forgotten is being erased by this operation. @throws machine-state */
export async function takeReleased(deps: EraseDeps, taken: Taken, context: StepContext): Promise<MachineRow> {
  return await takeMachine(deps, erasing(taken), context);
}

const erasing = (taken: Taken): Taking => ({
  ...taken,
  during: ['erasing'],
  action: (from) => (from === 'draining' ? 'drained' : 'erase'),
});
