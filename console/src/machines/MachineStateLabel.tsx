import type { Machine } from '@tuskar/contract/machine.ts';
import { StateLabel } from '../components/StateLabel.tsx';
import { machineStates } from '../components/states.ts';

/** The state; pointing at it tells what the machine waits for and what a person can do. */
export function MachineStateLabel({ machine }: { machine: Machine }) {
  const { state, stateReason, waitingFor, nextAction } = machine;
  const told = [stateReason, `Waits for ${waitingFor}.`, nextAction].filter((part) => part !== null);
  return <StateLabel look={machineStates[state]} title={told.join(' ')} />;
}
