import { setTimeout as pause } from 'node:timers/promises';
import type { Event } from '@tuskar/contract/event.ts';
import type { Database } from '../database/connect.ts';
import { createListener } from '../database/listener.ts';
import type { Logger } from '../log/logger.ts';
import { createTurns } from '../turns.ts';
import type { EventBus, Subscription } from './event-bus.ts';
import { deleteOldEvents, insertEvents, lastEventId, listEvents, oldestEventId } from './store.ts';

export type EventBusOptions = {
  database: Database;
  log: Logger;
  /** By default 7 days and 100,000 events, whichever is reached first. */
  keep?: { days: number; events: number };
};

const pageSize = 500;
/** The newest events stay in memory, so that a change costs one query however many people watch. */
const recentSize = 2000;
const retentionMinutes = 10;
/** Milliseconds. The first of many is seen at once, those that follow it by the score. */
const betweenReads = 50;

export function createEventBus({ database, log, keep }: EventBusOptions): EventBus {
  const { db } = database;
  const listener = createListener({ url: database.url, log });
  const recent: Event[] = [];
  const waiting = new Set<() => void>();
  let last = 0n;
  let retention: NodeJS.Timeout | undefined;
  let readAt = 0;

  const readNew = async (): Promise<void> => {
    for (;;) {
      const page = await listEvents(db, { after: last, limit: pageSize });
      const newest = page.at(-1);
      if (newest === undefined) return;
      recent.push(...page);
      recent.splice(0, recent.length - recentSize);
      last = BigInt(newest.id);
      for (const wake of waiting) wake();
      if (page.length < pageSize) return;
    }
  };

  const tail = createTurns(async () => {
    try {
      await pause(Math.max(0, readAt + betweenReads - performance.now()));
      readAt = performance.now();
      await readNew();
    } catch (error) {
      log.warn({ err: error }, 'events could not be read');
    }
  });

  const pageAfter = async (cursor: bigint): Promise<Event[]> => {
    const first = recent[0];
    if (cursor >= last) return [];
    if (first !== undefined && cursor >= BigInt(first.id) - 1n) {
      return recent.filter((event) => BigInt(event.id) > cursor);
    }
    return listEvents(db, { after: cursor, limit: pageSize });
  };

  async function* subscribe({ after, signal }: Subscription): AsyncGenerator<Event, undefined, undefined> {
    let cursor = last;
    if (after !== undefined) {
      const asked = parseId(after);
      // The reader may have seen more, in another process, than this one has read so far.
      await tail.next();
      cursor = last;
      const oldest = await oldestEventId(db);
      if (asked !== undefined && asked <= last && asked >= oldest - 1n) cursor = asked;
      else yield resetEvent(cursor);
    }
    while (!signal.aborted) {
      const page = await pageAfter(cursor);
      for (const event of page) {
        if (signal.aborted) return;
        cursor = BigInt(event.id);
        yield event;
      }
      if (page.length === 0) await wakened(signal, () => cursor < last);
    }
  }

  const wakened = (signal: AbortSignal, ready: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      if (signal.aborted || ready()) return resolve();
      const done = () => {
        waiting.delete(done);
        signal.removeEventListener('abort', done);
        resolve();
      };
      waiting.add(done);
      signal.addEventListener('abort', done);
    });

  const retain = async (): Promise<void> => {
    await deleteOldEvents(db, keep ?? { days: 7, events: 100_000 });
  };

  return {
    append: insertEvents,
    subscribe,
    start: async () => {
      last = await lastEventId(db);
      listener.on('tuskar_event', () => void tail.next());
      await listener.start();
      await tail.next();
      retention = setInterval(() => {
        retain().catch((error: unknown) => log.warn({ err: error }, 'old events could not be deleted'));
      }, retentionMinutes * 60_000);
      retention.unref();
    },
    stop: async () => {
      clearInterval(retention);
      await listener.stop();
      await tail.idle();
    },
  };
}

function parseId(text: string): bigint | undefined {
  return /^\d{1,18}$/.test(text) ? BigInt(text) : undefined;
}

function resetEvent(id: bigint): Event {
  return {
    id: String(id),
    type: 'stream.reset',
    at: new Date().toISOString(),
    subject: { type: 'session', name: 'events' },
    data: {},
  };
}
