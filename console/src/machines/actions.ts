import type { Machine } from '@tuskar/contract/machine.ts';
import { type MachineAction, nextMachineState } from '@tuskar/contract/machine-states.ts';
import { machineStates } from '../components/states.ts';

/** Why a machine cannot be taken through an action now; undefined where it can. */
export function whyNot(
  action: MachineAction,
  { state, name }: Pick<Machine, 'state' | 'name'>,
): string | undefined {
  if (nextMachineState(state, action) !== undefined) return undefined;
  return `${name} is in the state "${machineStates[state].text}", which does not allow it.`;
}
