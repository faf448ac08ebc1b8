import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Db } from '../database/connect.ts';
import { testDatabase } from '../database/testing/test-database.ts';
import { listOperations, readOperationLog, showOperation } from './store.ts';

/** Operations 1 to n, each a millisecond younger than the last; every second one failed. */
async function fill(db: Db, count: number): Promise<void> {
  await sql`
    INSERT INTO operation (id, kind, title, subject_type, subject_name, input, state, requested_by, queue, created_at)
    SELECT 'op-' || lpad(n::text, 26, '0'), CASE WHEN n % 3 = 0 THEN 'image.build' ELSE 'cloud.execute' END, 'Test',
           'cloud', 'c' || (n % 10), 'null', CASE WHEN n % 2 = 0 THEN 'failed' ELSE 'queued' END, 'ada', 'cloud',
           now() + n * interval '1 millisecond'
    FROM generate_series(1, ${count}::int) AS n`.execute(db);
}

const number = ({ id }: { id: string }) => Number(id.slice(3));

test('pages from the newest to the oldest, each once', async () => {
  const { db } = await testDatabase();
  await fill(db, 25);
  const seen: number[] = [];
  let cursor: string | undefined;
  do {
    const page = await listOperations(db, { limit: 10, cursor });
    seen.push(...page.items.map(number));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  expect(seen).toEqual(Array.from({ length: 25 }, (_, index) => 25 - index));
});

test('filters by state, kind and subject', async () => {
  const { db } = await testDatabase();
  await fill(db, 30);
  const query = { limit: 100, state: 'failed', kind: 'image.build', subject: 'cloud/c2' } as const;
  expect((await listOperations(db, query)).items.map(number)).toEqual([12]);
});

test('refuses what is no cursor or no subject', async () => {
  const { db } = await testDatabase();
  await expect(listOperations(db, { limit: 1, cursor: 'x' })).rejects.toMatchObject({
    code: 'invalid-request',
  });
  await expect(listOperations(db, { limit: 1, subject: 'x' })).rejects.toMatchObject({
    code: 'invalid-request',
  });
});

test('an operation that is not there is an error', async () => {
  const { db } = await testDatabase();
  await expect(showOperation(db, 'op-x')).rejects.toMatchObject({ code: 'operation-not-found' });
  await expect(readOperationLog(db, 'op-x', { after: 0, limit: 1 })).rejects.toMatchObject({
    code: 'operation-not-found',
  });
});

test('of 50,000 operations a page is read by an index', async () => {
  const { db } = await testDatabase();
  await fill(db, 50_000);
  await sql`ANALYZE operation`.execute(db);
  const first = await listOperations(db, { limit: 100 });
  const middle = await listOperations(db, {
    limit: 100,
    cursor: first.nextCursor ?? '',
    subject: 'cloud/c1',
  });
  expect(middle.items).toHaveLength(100);
  const plan = await sql<{ 'QUERY PLAN': string }>`
    EXPLAIN SELECT * FROM operation WHERE (created_at, id) < (now() + interval '20 seconds', 'op-x')
    ORDER BY created_at DESC, id DESC LIMIT 100`.execute(db);
  expect(JSON.stringify(plan.rows)).toContain('operation_newest');
});
