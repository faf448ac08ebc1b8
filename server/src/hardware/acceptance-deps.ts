import type { Db } from '../platform/database/connect.ts';
import type { EventBus } from '../platform/events/event-bus.ts';
import type { BareMetalOf } from './bare-metal.ts';
import type { Discovery } from './discovery.ts';
import type { BurnInPower } from './burn-in/place.ts';

/** What inspection and burn-in work with. */
export type AcceptanceDeps = {
  db: Db;
  events: EventBus;
  bareMetalOf: BareMetalOf;
  discovery: Pick<Discovery, 'nodesOf'>;
  power: BurnInPower;
};
