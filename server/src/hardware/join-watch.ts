import type { Db } from '../platform/database/connect.ts';
import type { EventBus } from '../platform/events/event-bus.ts';
import type { Secrets } from '../security/secrets.ts';
import { redfishAccess } from './bmc-secret.ts';
import { getMachine } from './store.ts';
import type { MachineIncidents } from './watch/incidents.ts';
import { lateMachines } from './watch/late.ts';
import { createRedfishProbe } from './watch/redfish-probe.ts';
import { watchHandlers } from './watch/routes.ts';
import { machineWatcher } from './watch/watcher.ts';

export type JoinWatchOptions = { db: Db; events: EventBus; secrets: Secrets; incidents: MachineIncidents };

/** Keeps what is known of machines true: power, contact, health, and whether they are late. */
export function joinWatch({ db, events, secrets, incidents }: JoinWatchOptions) {
  const probe = createRedfishProbe({
    accessOf: async ({ name }) => redfishAccess(secrets, await getMachine(db, name)),
  });
  return {
    handlers: watchHandlers({ db }),
    reconcilers: [machineWatcher({ db, events, incidents, probe }), lateMachines({ db, incidents })],
  };
}
