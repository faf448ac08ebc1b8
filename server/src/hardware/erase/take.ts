import { eraseActionOf } from '@tuskar/contract/machine-states.ts';
import type { MachineState } from '@tuskar/contract/machine.ts';
import type { StepContext } from '../../platform/operations/definition.ts';
import { requireFree } from '../host-occupancy.ts';
import { changeMachine, moveMachine } from '../machine-transition.ts';
import { getMachine, lockMachine } from '../store.ts';
import type { MachineRow } from '../tables.ts';
import { takeMachine, whoAsked } from '../take-machine.ts';
import type { EraseDeps } from './deps.ts';

type Taken = { machine: string; reason: string | null };

const during: readonly MachineState[] = ['draining', 'erasing'];

/**
 * Sees to it that a machine is being drained or erased by this operation. From draining there is a way back; so where
 * there is nothing to drain, the host is asked after before anything changes.
 * @throws machine-state, machine-occupied, host-in-use
 */
export async function takeForErase(deps: EraseDeps, taken: Taken, context: StepContext): Promise<MachineRow> {
  const { machine } = taken;
  const { state, host } = await getMachine(deps.db, machine);
  const begins = !during.includes(state) && eraseActionOf(state) === 'erase';
  if (begins && host !== null) await requireFree(deps.occupancy, { machine, host });
  return await takeMachine(deps, { ...taken, during, action: eraseActionOf }, context);
}

/** Once the host on the machine is empty it is forgotten, and the machine is erased. @throws machine-occupied, host-in-use */
export async function releaseHost(deps: EraseDeps, taken: Taken, context: StepContext): Promise<void> {
  const { machine } = taken;
  const { host } = await takeForErase(deps, taken, context);
  if (host !== null) {
    await requireFree(deps.occupancy, { machine, host });
    await deps.occupancy.release(host);
    context.log(`The host ${host} carried nothing, and is forgotten.`);
  }
  await deps.db.transaction().execute(async (tx) => {
    const row = await lockMachine(tx, machine);
    const set = { host: null };
    if (row.state === 'draining') {
      const reason = whoAsked(context.operation.requestedBy, taken.reason);
      await moveMachine(tx, deps.events, { name: machine, action: 'drained', reason, set });
    } else if (row.host !== null) {
      await changeMachine(tx, deps.events, { name: machine, set });
    }
  });
}
