import type { Db } from '../platform/database/connect.ts';
import type { EventBus } from '../platform/events/event-bus.ts';
import { toCloud } from './resource.ts';
import { findCloud } from './store.ts';

/** Tells whoever listens what a cloud is now. */
export async function announceCloud(db: Db, events: EventBus, name: string): Promise<void> {
  const row = await findCloud(db, name);
  const subject = { type: 'cloud' as const, name };
  if (row === undefined) await events.append(db, { type: 'cloud.removed', subject, data: { name } });
  else await events.append(db, { type: 'cloud.changed', subject, data: await toCloud(db, row) });
}
