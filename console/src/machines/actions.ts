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

/** Why it has to wait: something works on the machine already. */
export function whyWorkedOn({ name, operation }: Pick<Machine, 'name' | 'operation'>): string | undefined {
  return operation === null ? undefined : `An operation works on ${name}; it has to end first.`;
}

/** Why nothing can be begun on a machine, whatever its state. */
export function whyBusy({
  name,
  maintenance,
  operation,
}: Pick<Machine, 'name' | 'maintenance' | 'operation'>): string | undefined {
  const worked = whyWorkedOn({ name, operation });
  if (worked !== undefined || maintenance === null) return worked;
  return `${name} is in maintenance by ${maintenance.by}: ${maintenance.reason}. End that first.`;
}
