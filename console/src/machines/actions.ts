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

/** The same for what begins work: none is begun while somebody works on the machine, or something else does. */
export function whyNotBegin(
  action: MachineAction,
  machine: Pick<Machine, 'state' | 'name' | 'maintenance' | 'operation'>,
): string | undefined {
  return whyNot(action, machine) ?? whyBusy(machine);
}

/** Why nothing can be begun on a machine, whatever its state. */
export function whyBusy({
  name,
  maintenance,
  operation,
}: Pick<Machine, 'name' | 'maintenance' | 'operation'>): string | undefined {
  if (operation !== null) return `An operation works on ${name}; it has to end first.`;
  if (maintenance === null) return undefined;
  return `${name} is in maintenance by ${maintenance.by}: ${maintenance.reason}. End that first.`;
}
