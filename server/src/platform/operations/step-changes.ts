import type { UpdateObject } from 'kysely';
import type { DbTransaction } from '../database/connect.ts';
import type { Tables } from '../database/tables.ts';
import type { EventBus, NewEvent } from '../events/event-bus.ts';
import { createTurns } from '../turns.ts';
import { stepChanged } from './changes.ts';

export type StepChange = Omit<UpdateObject<Tables, 'operation_step'>, 'operation_id' | 'name'>;

type Pending = { name: string; change: StepChange; resolve: () => void; reject: (error: unknown) => void };

const mostAtOnce = 100;

/**
 * Writes the changes of an operation's steps. They are serial, since each locks the operation, so those that come
 * while a transaction is under way share the next: a thousand hosts that end at once take ten, not a thousand.
 */
export function createStepChanges({
  operationId,
  events,
  transact,
  recount,
}: {
  operationId: string;
  events: EventBus;
  transact: (write: (tx: DbTransaction) => Promise<void>) => Promise<void>;
  /** Brings the operation's own row up to date, and returns what there is to tell of it. */
  recount: (tx: DbTransaction) => Promise<NewEvent[]>;
}): (name: string, change: StepChange) => Promise<void> {
  const pending: Pending[] = [];

  const write = async (tx: DbTransaction, batch: Pending[]): Promise<void> => {
    const changed: NewEvent[] = [];
    for (const { name, change } of batch) {
      const row = await tx
        .updateTable('operation_step')
        .set(change)
        .where('operation_id', '=', operationId)
        .where('name', '=', name)
        .returningAll()
        .executeTakeFirstOrThrow();
      changed.push(stepChanged(row));
    }
    const counts = batch.some(({ change }) => change.state !== undefined || change.waiting_for !== undefined);
    await events.append(tx, ...changed, ...(counts ? await recount(tx) : []));
  };

  const turns = createTurns(async () => {
    while (pending.length > 0) {
      const batch = pending.splice(0, mostAtOnce);
      try {
        await transact((tx) => write(tx, batch));
        for (const { resolve } of batch) resolve();
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
  });

  return (name, change) =>
    new Promise((resolve, reject) => {
      pending.push({ name, change, resolve, reject });
      void turns.next();
    });
}
