import type { Db } from '../platform/database/connect.ts';
import type { EventBus } from '../platform/events/event-bus.ts';
import { createMachineAttention } from './machine-attention.ts';
import { machineClocks } from './machine-clocks.ts';
import { createMachineIndex } from './machine-index.ts';
import { createMachines } from './machine.ts';
import { machineHandlers } from './routes.ts';

/** Puts together what finds machines, brings them in and changes their course. */
export function joinMachines({ db, events }: { db: Db; events: EventBus }) {
  const machines = createMachines({ db, index: createMachineIndex({ db }) });
  const attention = createMachineAttention({ db, events });
  return {
    handlers: machineHandlers({ machines, attention }),
    reconcilers: [machineClocks({ db, events })],
  };
}
