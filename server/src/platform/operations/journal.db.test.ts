import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { testDatabase } from '../database/testing/test-database.ts';
import { createEventBus } from '../events/create-event-bus.ts';
import { silentLogger } from '../log/logger.ts';
import { FencedError } from './execution.ts';
import { createJournal } from './journal.ts';

const fence = '6f5ef3c8-6f1c-4a6e-8f1e-0d1f0c5f2a11';
const held = (id: string) => ({ id, fence });

/** Operations that this process has claimed, with two steps each. */
async function setUp(ids: string[]) {
  const database = await testDatabase();
  const { db } = database;
  const log = silentLogger();
  const events = createEventBus({ database, log });
  await events.start();
  onTestFinished(events.stop);
  for (const id of ids) {
    await db
      .insertInto('operation')
      .values({
        id,
        kind: 'lab.test',
        title: 'Test',
        subject_type: 'lab',
        subject_name: id,
        input: '{}',
        state: 'running',
        requested_by: 'ada',
        queue: 'lab',
        fence,
      })
      .execute();
    const step = { operation_id: id, title: 'Step', wave: 0 };
    await db
      .insertInto('operation_step')
      .values([
        { ...step, name: 'a', position: 0 },
        { ...step, name: 'b', position: 1 },
      ])
      .execute();
  }
  const operation = (id: string) =>
    db.selectFrom('operation').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  return { db, journal: createJournal({ db, events, apartMs: () => 0 }), operation };
}

test('what many operations have to say at once shares a transaction, and counts for each by itself', async () => {
  const ids = Array.from({ length: 20 }, (_, index) => `op-${index}`);
  const { db, journal, operation } = await setUp(ids);
  const ended_at = new Date();
  const rows = await Promise.all(
    ids.map((id) => journal.changeStep(held(id), 'a', { state: 'done', result: { of: id }, ended_at })),
  );
  expect(rows.map(({ result }) => result)).toEqual(ids.map((id) => ({ of: id })));
  expect(rows[0]).toMatchObject({
    state: 'done',
    attempts: 0,
    ended_at,
    started_at: null,
    waiting_for: null,
  });
  for (const id of ids) expect(await operation(id)).toMatchObject({ steps_done: 1, state: 'running' });
  const { rows: transactions } =
    await sql`SELECT DISTINCT xmin::text FROM operation_step WHERE name = 'a'`.execute(db);
  expect(transactions.length).toBeLessThanOrEqual(2);

  await journal.changeStep(held('op-0'), 'b', { state: 'waiting', waiting_for: 'the moon' });
  expect(await operation('op-0')).toMatchObject({ state: 'waiting', waiting_for: 'the moon' });
});

test('lines are numbered for each operation, whatever else is written with them', async () => {
  const { db, journal, operation } = await setUp(['op-a', 'op-b']);
  const line = (text: string) => ({
    at: new Date(),
    step: 'a',
    host: null,
    level: 'info' as const,
    line: text,
  });
  await Promise.all([
    journal.changeStep(held('op-a'), 'a', { message: 'begun' }),
    journal.appendLog(held('op-a'), [line('one'), line('two')]),
    journal.appendLog(held('op-b'), [line('other')]),
    journal.appendLog(held('op-a'), [line('three')]),
  ]);
  const kept = await db
    .selectFrom('operation_log')
    .select(['seq', 'line'])
    .where('operation_id', '=', 'op-a')
    .orderBy('seq')
    .execute();
  expect(kept).toEqual([
    { seq: 1, line: 'one' },
    { seq: 2, line: 'two' },
    { seq: 3, line: 'three' },
  ]);
  expect(await operation('op-b')).toMatchObject({ log_lines: 1 });
});

test('one that was taken over, and one that cannot be written, do not hinder the others', async () => {
  const { db, journal } = await setUp(['op-a', 'op-b', 'op-c', 'op-d']);
  await db.updateTable('operation').set({ fence: null }).where('id', '=', 'op-b').execute();
  const change = { state: 'done' } as const;
  const ended = await Promise.allSettled([
    journal.changeStep(held('op-a'), 'a', change),
    journal.changeStep(held('op-b'), 'a', change),
    journal.changeStep(held('op-c'), 'a', { state: 'nonsense' as never }),
    journal.changeStep(held('op-d'), 'a', change),
    journal.changeStep(held('op-d'), 'no such step', change),
  ]);
  expect(ended.map(({ status }) => status)).toEqual([
    'fulfilled',
    'rejected',
    'rejected',
    'fulfilled',
    'rejected',
  ]);
  expect(ended[1]).toMatchObject({ reason: expect.any(FencedError) as FencedError });
  const done = await db
    .selectFrom('operation_step')
    .select('operation_id')
    .where('state', '=', 'done')
    .execute();
  expect(done.map((row) => row.operation_id).toSorted()).toEqual(['op-a', 'op-d']);
});
