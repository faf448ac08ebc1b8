import { TuskarError } from '@tuskar/contract/error.ts';
import type { MachineState } from '@tuskar/contract/machine.ts';
import { type MachineAction, nextMachineState } from '@tuskar/contract/machine-states.ts';
import type { MachineRow } from './tables.ts';

/** The machine's state after an action. @throws machine-state */
export function stateAfter(
  { name, state }: Pick<MachineRow, 'name' | 'state'>,
  action: MachineAction,
): MachineState {
  const next = nextMachineState(state, action);
  if (next !== undefined) return next;
  throw new TuskarError('machine-state', `The machine ${name} is ${state}: it cannot ${action}.`, {
    context: { machine: name, state, action },
  });
}

/**
 * Refuses, before any work is queued, what the machine's state does not allow, and anything while somebody works on it.
 * @throws machine-state
 */
export function requireAction(
  row: Pick<MachineRow, 'name' | 'state' | 'maintenance'>,
  action: MachineAction,
): void {
  stateAfter(row, action);
  const { name, state, maintenance } = row;
  if (maintenance === null) return;
  const { by, reason } = maintenance;
  throw new TuskarError('machine-state', `The machine ${name} is in maintenance by ${by}: ${reason}.`, {
    remedy: `End it with: tuskar machine maintenance ${name} --end`,
    context: { machine: name, state, action },
  });
}
