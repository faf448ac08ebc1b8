import type { StepContext } from '../../platform/operations/definition.ts';
import { moveMachine } from '../machine-transition.ts';
import { lockMachine } from '../store.ts';
import type { MachineRow } from '../tables.ts';
import type { DeployDeps } from './deps.ts';

/**
 * Sees to it that the machine is being deployed by this operation; also where it is tried again after its failure had
 * put the machine into quarantine. @throws machine-state
 */
export async function takeForDeploy(
  { db, events }: Pick<DeployDeps, 'db' | 'events'>,
  machine: string,
  { operation }: StepContext,
): Promise<MachineRow> {
  return await db.transaction().execute(async (tx) => {
    const row = await lockMachine(tx, machine);
    if (row.state === 'deploying') return row;
    const reason = `asked for by ${operation.requestedBy}`;
    if (row.state === 'quarantined' && operation.attempt > 1) {
      await moveMachine(tx, events, {
        name: machine,
        action: 'release',
        reason: 'its deployment is tried again',
      });
    }
    const set = { operation: operation.id };
    return await moveMachine(tx, events, { name: machine, action: 'deploy', reason, set });
  });
}
