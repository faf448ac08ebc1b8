import type { MachineAction } from '@tuskar/contract/machine-states.ts';
import type { MachineState } from '@tuskar/contract/machine.ts';
import type { Db } from '../platform/database/connect.ts';
import type { EventBus } from '../platform/events/event-bus.ts';
import { type Ended, leaveMachine } from './leave-machine.ts';
import type { MachineRow } from './tables.ts';

/** One whose host is not empty goes on as before; one of which nobody knows what is on its disks is nobody's to use. */
const endings: Partial<Record<MachineState, MachineAction>> = {
  inspecting: 'inspection-failed',
  'burning-in': 'reject',
  draining: 'stay',
  erasing: 'erase-failed',
  deploying: 'deployment-failed',
};

/** Where work on a machine ended before the machine had come to its goal. */
export async function workEnded(
  deps: { db: Db; events: EventBus },
  { what, ...ended }: Ended & { what: string },
): Promise<void> {
  await leaveMachine(deps, ended, (row, failure) => {
    const isOff = isNew(row) && ended.end === 'cancelled';
    const action = isOff ? 'inspection-cancelled' : endings[row.state];
    // It came to its goal, or its work had not begun: what is known of an earlier failure stays true.
    if (action === undefined) return { set: {} };
    return { action, reason: failure?.message ?? `its ${what} was cancelled` };
  });
}

/** Being inspected for the first time: what it has is not known, and nothing is known to be wrong with it. */
function isNew({ state, summary }: MachineRow): boolean {
  return state === 'inspecting' && summary === null;
}
