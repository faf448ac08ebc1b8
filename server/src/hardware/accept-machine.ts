import { acceptActionOf } from '@tuskar/contract/machine-states.ts';
import type { Db } from '../platform/database/connect.ts';
import type { EventBus } from '../platform/events/event-bus.ts';
import { requireAction } from './machine-actions.ts';
import { moveMachine } from './machine-transition.ts';
import { lockMachine } from './store.ts';

/** Over its findings, or without a burn-in. What burns in is accepted by its verdict alone. @throws machine-state */
export async function acceptMachine(
  { db, events }: { db: Db; events: EventBus },
  { name, by, reason }: { name: string; by: string; reason: string },
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const row = await lockMachine(tx, name);
    const action = acceptActionOf(row.state);
    requireAction(row, action, 'accept');
    await moveMachine(tx, events, { name, action, reason: `accepted by ${by}: ${reason}` });
  });
}
