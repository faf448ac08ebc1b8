import type { MachineAction } from '@tuskar/contract/machine-states.ts';
import type { MachineState } from '@tuskar/contract/machine.ts';
import { type Ended, leaveMachine } from '../leave-machine.ts';
import type { RescueDeps } from './deps.ts';

const reached: Partial<Record<MachineState, MachineAction>> = {
  rescuing: 'rescued',
  unrescuing: 'unrescued',
};

const cancelled: Partial<Record<MachineState, string>> = {
  rescuing: 'its way into the rescue system was cancelled half-way',
  unrescuing: 'its way out of the rescue system was cancelled half-way',
};

/** Where the way into the rescue system, or out of it, has ended: well, half-way, or where it began. */
export async function rescueEnded(deps: Pick<RescueDeps, 'db' | 'events'>, ended: Ended): Promise<void> {
  await leaveMachine(deps, ended, ({ state, state_reason }, failure) => {
    const action = reached[state];
    if (action === undefined) {
      // It was brought back into use: why it is not in the rescue system is still to be told.
      return { set: failure === undefined ? {} : { failure: JSON.stringify(failure) } };
    }
    if (ended.end === 'succeeded') return { action, reason: state_reason };
    return { action: 'rescue-failed', reason: failure?.message ?? cancelled[state] ?? null };
  });
}
