import type { Db } from '../../platform/database/connect.ts';
import type { EventBus } from '../../platform/events/event-bus.ts';

export type RackDeps = { db: Db; events: Pick<EventBus, 'append'> };

/** A change of one transaction: who asked for it, and why. */
export type Asked = { by: string; reason?: string | undefined };
