import { TuskarError } from '@tuskar/contract/error.ts';
import { type MachineAction, nextMachineState } from '@tuskar/contract/machine-states.ts';
import type { MachineRow } from './tables.ts';

/**
 * Refuses, before any work is queued, what the machine's state does not allow, and anything while somebody works on it.
 * @throws machine-state
 */
export function requireAction(
  { name, state, maintenance }: Pick<MachineRow, 'name' | 'state' | 'maintenance'>,
  action: MachineAction,
): void {
  const context = { machine: name, state, action };
  if (nextMachineState(state, action) === undefined) {
    throw new TuskarError('machine-state', `The machine ${name} is ${state}: it cannot ${action}.`, {
      context,
    });
  }
  if (maintenance !== null) {
    const { by, reason } = maintenance;
    throw new TuskarError('machine-state', `The machine ${name} is in maintenance by ${by}: ${reason}.`, {
      remedy: `End it with: tuskar machine maintenance ${name} --end`,
      context,
    });
  }
}
