import type { Db } from '../platform/database/connect.ts';
import type { EventBus } from '../platform/events/event-bus.ts';
import type { Reconciler } from '../platform/reconcilers/reconciler.ts';
import { changeMachine } from './machine-transition.ts';
import { toMachine } from './resource.ts';
import { takeLateMachines, takeMaintenanceThatIsOver } from './machine-clock-store.ts';

/**
 * Time that has passed: a machine that is past its state's limit is told to whoever listens, once a state; maintenance
 * ends when it was to end.
 */
export function machineClocks({ db, events }: { db: Db; events: EventBus }): Reconciler {
  return {
    name: 'machine-clocks',
    everySeconds: 15,
    pass: () =>
      db.transaction().execute(async (tx) => {
        const late = await takeLateMachines(tx);
        for (const row of late) {
          await events.append(tx, {
            type: 'machine.late',
            subject: { type: 'machine', name: row.name },
            data: toMachine(row),
          });
        }
        const over = await takeMaintenanceThatIsOver(tx);
        for (const name of over) await changeMachine(tx, events, { name, set: { maintenance: null } });
        return { late: late.map(({ name }) => name), maintenanceEnded: over };
      }),
  };
}
