import { TuskarError } from '@tuskar/contract/error.ts';
import { type MachineAction, nextMachineState } from '@tuskar/contract/machine-states.ts';
import type { MachineRow } from './tables.ts';

/** Refuses, before any work is queued, what the machine's state does not allow. @throws machine-state */
export function requireAction(
  { name, state }: Pick<MachineRow, 'name' | 'state'>,
  action: MachineAction,
): void {
  if (nextMachineState(state, action) !== undefined) return;
  throw new TuskarError('machine-state', `The machine ${name} is ${state}: it cannot ${action}.`, {
    context: { machine: name, state, action },
  });
}
