import type { Db } from '../../platform/database/connect.ts';
import type { EventBus } from '../../platform/events/event-bus.ts';
import type { Secrets } from '../../security/secrets.ts';
import type { BareMetalOf } from '../bare-metal.ts';
import type { HostOccupancy } from '../host-occupancy.ts';
import type { Certificates } from './certificate.ts';

/** What erasing and retiring works with. */
export type EraseDeps = {
  db: Db;
  events: EventBus;
  bareMetalOf: BareMetalOf;
  certificates: Certificates;
  occupancy: HostOccupancy;
  secrets: Pick<Secrets, 'forget'>;
};
