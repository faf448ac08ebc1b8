import type { StepContext } from '../../platform/operations/definition.ts';
import type { MachineRow } from '../tables.ts';
import { takeMachine } from '../take-machine.ts';
import type { RescueDeps } from './deps.ts';

const during = { rescue: 'rescuing', unrescue: 'unrescuing' } as const;

/** Sees to it that a machine is on its way into the rescue system, or out of it, by this operation. @throws machine-state */
export async function takeForRescue(
  deps: Pick<RescueDeps, 'db' | 'events'>,
  { machine, action, reason }: { machine: string; action: keyof typeof during; reason?: string },
  context: StepContext,
): Promise<MachineRow> {
  return await takeMachine(
    deps,
    { machine, during: [during[action]], action: () => action, reason },
    context,
  );
}
