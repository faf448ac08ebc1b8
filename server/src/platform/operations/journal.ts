import type { Db } from '../database/connect.ts';
import type { EventBus } from '../events/event-bus.ts';
import { createTurns, type Turns } from '../turns.ts';
import { FencedError } from './execution.ts';
import {
  type ChangedStep,
  type Held,
  type LogEntry,
  type LogLines,
  type StepChange,
  stepKey,
  writeEntries,
} from './journal-writes.ts';
import { isConnectionFault } from './persist.ts';
import type { OperationStepRow } from './tables.ts';

/**
 * Where a worker's operations write what becomes of their steps. Error: FencedError, where another process has begun
 * to carry the operation out.
 */
export type Journal = {
  /** Resolves with the step as it is now. */
  changeStep: (held: Held, name: string, change: StepChange) => Promise<OperationStepRow>;
  appendLog: (held: Held, lines: LogEntry[]) => Promise<void>;
};

type Pending = {
  entry: ChangedStep | LogLines;
  resolve: (step: OperationStepRow | undefined) => void;
  reject: (error: unknown) => void;
};

const mostAtOnce = 200;

export type JournalOptions = {
  db: Db;
  events: EventBus;
  /** Milliseconds between the beginnings of two transactions. */
  apartMs: () => number;
};

/**
 * What comes while a transaction is under way shares the next, of whatever operation it is: a thousand hosts that end at
 * once take five, not a thousand, and so do two hundred machines that are inspected side by side.
 */
export function createJournal({ db, events, apartMs }: JournalOptions): Journal {
  const pending: Pending[] = [];

  const write = async (batch: Pending[]): Promise<void> => {
    try {
      const entries = batch.map(({ entry }) => entry);
      const { isHeld, steps } = await db.transaction().execute((tx) => writeEntries(tx, events, entries));
      for (const { entry, resolve, reject } of batch) {
        if (!isHeld(entry)) reject(new FencedError(entry.id));
        else resolve('step' in entry ? steps.get(stepKey(entry.id, entry.step)) : undefined);
      }
    } catch (error) {
      // One that cannot be written must not take the others with it.
      if (batch.length > 1 && !isConnectionFault(error)) for (const one of batch) await write([one]);
      else for (const { reject } of batch) reject(error);
    }
  };

  const turns: Turns = createTurns(
    async () => {
      if (pending.length > 0) await write(pending.splice(0, mostAtOnce));
      if (pending.length > 0) void turns.next();
    },
    { apartMs },
  );
  const add = (entry: ChangedStep | LogLines): Promise<OperationStepRow | undefined> =>
    new Promise((resolve, reject) => {
      pending.push({ entry, resolve, reject });
      void turns.next();
    });

  return {
    changeStep: async ({ id, fence }, step, change) => {
      const row = await add({ id, fence, step, change });
      if (row === undefined) throw new Error(`The operation ${id} has no step '${step}'.`);
      return row;
    },
    appendLog: async ({ id, fence }, lines) => {
      await add({ id, fence, lines });
    },
  };
}
