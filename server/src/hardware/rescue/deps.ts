import type { Db } from '../../platform/database/connect.ts';
import type { EventBus } from '../../platform/events/event-bus.ts';
import type { Secrets } from '../../security/secrets.ts';
import type { BareMetalOf } from '../bare-metal.ts';
import type { HostOccupancy } from '../host-occupancy.ts';

/** What the ways into and out of the rescue system work with. */
export type RescueDeps = {
  db: Db;
  events: EventBus;
  bareMetalOf: BareMetalOf;
  secrets: Pick<Secrets, 'put' | 'newest' | 'forget'>;
  occupancy: Pick<HostOccupancy, 'instances'>;
};
