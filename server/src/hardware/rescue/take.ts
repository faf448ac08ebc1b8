import type { StepContext } from '../../platform/operations/definition.ts';
import { moveMachine } from '../machine-transition.ts';
import { lockMachine } from '../store.ts';
import type { MachineRow } from '../tables.ts';
import type { RescueDeps } from './deps.ts';

const during = { rescue: 'rescuing', unrescue: 'unrescuing' } as const;

/**
 * Sees to it that the machine is on its way into the rescue system, or out of it, by this operation; also where the
 * operation is retried after its end has put the machine elsewhere. @throws machine-state
 */
export async function takeForRescue(
  { db, events }: Pick<RescueDeps, 'db' | 'events'>,
  { machine, action, reason }: { machine: string; action: keyof typeof during; reason?: string },
  { operation }: StepContext,
): Promise<MachineRow> {
  const { id, requestedBy } = operation;
  return await db.transaction().execute(async (tx) => {
    const row = await lockMachine(tx, machine);
    if (row.state === during[action]) return row;
    return await moveMachine(tx, events, {
      name: machine,
      action,
      reason: reason === undefined ? `asked for by ${requestedBy}` : `${requestedBy}: ${reason}`,
      set: { operation: id },
    });
  });
}
