import type { StepContext } from '../../platform/operations/definition.ts';
import { moveMachine } from '../machine-transition.ts';
import { lockMachine } from '../store.ts';
import type { MachineRow } from '../tables.ts';
import { type Taking, takeMachineIn } from '../take-machine.ts';
import type { DeployDeps } from './deps.ts';

/** Sees to it that a machine is being deployed by this operation. @throws machine-state */
export async function takeForDeploy(
  { db, events }: Pick<DeployDeps, 'db' | 'events'>,
  machine: string,
  context: StepContext,
): Promise<MachineRow> {
  return await db.transaction().execute(async (tx) => {
    const { state } = await lockMachine(tx, machine);
    // Its failure had put it there, and nothing else would let it out for this.
    if (state === 'quarantined' && context.operation.attempt > 1) {
      const reason = 'its deployment is tried again';
      await moveMachine(tx, events, { name: machine, action: 'release', reason });
    }
    const taking: Taking = { machine, during: ['deploying'], action: () => 'deploy' };
    return await takeMachineIn(tx, events, { taking, context });
  });
}
