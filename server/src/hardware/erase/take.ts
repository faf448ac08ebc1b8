import { eraseActionOf } from '@tuskar/contract/machine-states.ts';
import type { StepContext } from '../../platform/operations/definition.ts';
import { requireFree } from '../host-occupancy.ts';
import { changeMachine, moveMachine } from '../machine-transition.ts';
import { getMachine, lockMachine } from '../store.ts';
import type { MachineRow } from '../tables.ts';
import type { EraseDeps } from './deps.ts';

type Taken = { machine: string; reason: string | null };

/**
 * Sees to it that the machine is being drained or erased by this operation; also where the operation is retried after
 * its end has put the machine elsewhere. From draining there is a way back; so where there is nothing to drain, the host
 * is asked after before anything changes. @throws machine-state, machine-occupied, host-in-use
 */
export async function takeMachine(
  { db, events, occupancy }: EraseDeps,
  { machine, reason }: Taken,
  { operation }: StepContext,
): Promise<MachineRow> {
  const { state, host } = await getMachine(db, machine);
  const begins = state !== 'draining' && state !== 'erasing' && eraseActionOf(state) === 'erase';
  if (begins && host !== null) await requireFree(occupancy, { machine, host });
  return await db.transaction().execute(async (tx) => {
    const row = await lockMachine(tx, machine);
    if (row.state === 'draining' || row.state === 'erasing') return row;
    return await moveMachine(tx, events, {
      name: machine,
      action: eraseActionOf(row.state),
      reason: reasonOf(operation.requestedBy, reason),
      set: { operation: operation.id },
    });
  });
}

/** Once the host on the machine is empty it is forgotten, and the machine is erased. @throws machine-occupied, host-in-use */
export async function releaseHost(deps: EraseDeps, taken: Taken, context: StepContext): Promise<void> {
  const { machine } = taken;
  const { host } = await takeMachine(deps, taken, context);
  if (host !== null) {
    await requireFree(deps.occupancy, { machine, host });
    await deps.occupancy.release(host);
    context.log(`The host ${host} carried nothing, and is forgotten.`);
  }
  await deps.db.transaction().execute(async (tx) => {
    const row = await lockMachine(tx, machine);
    const set = { host: null };
    if (row.state === 'draining') {
      const reason = reasonOf(context.operation.requestedBy, taken.reason);
      await moveMachine(tx, deps.events, { name: machine, action: 'drained', reason, set });
    } else if (row.host !== null) {
      await changeMachine(tx, deps.events, { name: machine, set });
    }
  });
}

function reasonOf(by: string, reason: string | null): string {
  return reason === null ? `asked for by ${by}` : `${by}: ${reason}`;
}
