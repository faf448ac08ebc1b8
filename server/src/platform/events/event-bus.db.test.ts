import type { Event } from '@tuskar/contract/event.ts';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { testDatabase } from '../database/testing/test-database.ts';
import { silentLogger } from '../log/logger.ts';
import { createEventBus } from './create-event-bus.ts';
import type { EventBus, NewEvent } from './event-bus.ts';
import { deleteOldEvents } from './store.ts';

const event = (name: string): NewEvent => ({
  type: 'cloud.changed',
  subject: { type: 'cloud', name },
  data: { name },
});

async function setUp() {
  const database = await testDatabase();
  const start = async (): Promise<EventBus> => {
    const bus = createEventBus({ database, log: silentLogger() });
    await bus.start();
    onTestFinished(bus.stop);
    return bus;
  };
  return { database, db: database.db, bus: await start(), start };
}

/** The first events of a subscription. */
async function take(count: number, events: AsyncIterable<Event>): Promise<Event[]> {
  const taken: Event[] = [];
  for await (const next of events) {
    taken.push(next);
    if (taken.length === count) break;
  }
  return taken;
}

const names = (events: Event[]) => events.map(({ subject }) => subject.name);
const signal = () => AbortSignal.timeout(20_000);

test('a reader sees what comes, and after a pause what it missed', async () => {
  const { db, bus } = await setUp();
  const live = take(2, bus.subscribe({ after: '0', signal: signal() }));
  await bus.append(db, event('a'));
  await bus.append(db, event('b'));
  const seen = await live;
  expect(names(seen)).toEqual(['a', 'b']);
  expect(seen[0]).toMatchObject({ type: 'cloud.changed', data: { name: 'a' } });

  for (const name of ['c', 'd']) await bus.append(db, event(name));
  const missed = await take(2, bus.subscribe({ after: seen[1]!.id, signal: signal() }));
  expect(names(missed)).toEqual(['c', 'd']);
});

test('every process hears of it', async () => {
  const { db, bus, start } = await setUp();
  const other = await start();
  const live = take(1, other.subscribe({ after: '0', signal: signal() }));
  await bus.append(db, event('a'));
  expect(names(await live)).toEqual(['a']);
});

test('an event of a change that was rolled back never happened', async () => {
  const { db, bus } = await setUp();
  const live = take(1, bus.subscribe({ after: '0', signal: signal() }));
  const failing = db.transaction().execute(async (tx) => {
    await bus.append(tx, event('lost'));
    throw new Error('rolled back');
  });
  await expect(failing).rejects.toThrow('rolled back');
  await bus.append(db, event('kept'));
  expect(names(await live)).toEqual(['kept']);
});

test('an event of a slow transaction is not passed over: it comes when it is committed', async () => {
  const { db, bus } = await setUp();
  const live = take(2, bus.subscribe({ after: '0', signal: signal() }));
  const slow = await db.startTransaction().execute();
  await bus.append(slow, event('slow'));
  await bus.append(db, event('quick'));
  await slow.commit().execute();
  const seen = await live;
  expect(names(seen)).toEqual(['quick', 'slow']);
  expect(Number(seen[1]!.id)).toBeGreaterThan(Number(seen[0]!.id));
});

test('a reader who comes back too late is told to load afresh', async () => {
  const { db, bus } = await setUp();
  for (const name of ['a', 'b', 'c', 'd']) await bus.append(db, event(name));
  expect(await deleteOldEvents(db, { days: 7, events: 2 })).toBe(2);
  const late = await take(1, bus.subscribe({ after: '1', signal: signal() }));
  expect(late[0]).toMatchObject({ type: 'stream.reset', id: '4' });
  const intime = await take(2, bus.subscribe({ after: '2', signal: signal() }));
  expect(names(intime)).toEqual(['c', 'd']);
  const strange = await take(1, bus.subscribe({ after: 'x', signal: signal() }));
  expect(strange[0]?.type).toBe('stream.reset');
});

test('events are kept for days, the newest always', async () => {
  const { db, bus } = await setUp();
  for (const name of ['a', 'b']) await bus.append(db, event(name));
  await sql`UPDATE event SET at = now() - interval '8 days'`.execute(db);
  expect(await deleteOldEvents(db, { days: 7, events: 100 })).toBe(1);
});

test('thousands at once reach a reader in order, without a gap', async () => {
  const { db, bus } = await setUp();
  const live = take(3000, bus.subscribe({ after: '0', signal: signal() }));
  await Promise.all(
    Array.from({ length: 30 }, (_, writer) =>
      db.transaction().execute(async (tx) => {
        for (let number = 0; number < 100; number++) await bus.append(tx, event(`${writer}-${number}`));
      }),
    ),
  );
  const ids = (await live).map(({ id }) => Number(id));
  expect(ids).toEqual(Array.from({ length: 3000 }, (_, index) => index + 1));
});

test('a subscription ends when its signal aborts', async () => {
  const { bus } = await setUp();
  const stop = new AbortController();
  const all = take(1, bus.subscribe({ signal: stop.signal }));
  stop.abort();
  expect(await all).toEqual([]);
});

test('a listener whose connection is cut hears again', async () => {
  const { db, bus } = await setUp();
  const live = take(1, bus.subscribe({ after: '0', signal: signal() }));
  await sql`
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE application_name = 'tuskar-listener' AND datname = current_database()`.execute(db);
  await bus.append(db, event('a'));
  expect(names(await live)).toEqual(['a']);
});
