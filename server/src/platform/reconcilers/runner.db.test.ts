import { afterEach, expect, test } from 'vitest';
import { testDatabase } from '../database/testing/test-database.ts';
import { createLogger } from '../log/logger.ts';
import { createPassLocks } from './pass-locks.ts';
import type { Reconciler } from './reconciler.ts';
import { createReconcilerRunner, type ReconcilerRunner } from './runner.ts';

const log = createLogger({ level: 'silent' });
const running: ReconcilerRunner[] = [];
afterEach(() => Promise.all(running.splice(0).map((runner) => runner.stop())));

async function start(reconcilers: Reconciler[]) {
  const database = await testDatabase();
  const runner = createReconcilerRunner({ database, reconcilers, log });
  runner.start();
  running.push(runner);
  return { database, runner };
}

test('more reconcilers than connections all make their passes at once', async () => {
  const count = 40;
  const meeting = Promise.withResolvers<void>();
  let inside = 0;
  const { database } = await start(
    Array.from({ length: count }, (_, index) => ({
      name: `example-${index}`,
      everySeconds: 3600,
      pass: async () => {
        inside += 1;
        if (inside === count) meeting.resolve();
        await meeting.promise;
        await database.db.selectFrom('reconciler').select('name').execute();
        return index;
      },
    })),
  );
  const passed = () =>
    database.db.selectFrom('reconciler').select('name').where('failed', '=', false).execute();
  await expect.poll(passed, { timeout: 20_000 }).toHaveLength(count);
});

test('of two processes, one at a time makes a pass', async () => {
  const { pool } = await testDatabase();
  const [ours, theirs] = [createPassLocks(pool), createPassLocks(pool)];
  expect(await ours.take('example')).toBe(true);
  expect(await theirs.take('example')).toBe(false);
  expect(await theirs.take('another')).toBe(true);
  await ours.give('example');
  expect(await theirs.take('example')).toBe(true);
  theirs.close();
  await expect.poll(() => ours.take('example')).toBe(true);
  ours.close();
});

test('a lost connection is made anew', async () => {
  let passes = 0;
  const { database } = await start([{ name: 'example', everySeconds: 0.05, pass: async () => ++passes }]);
  await expect.poll(() => passes).toBeGreaterThan(0);
  const before = passes;
  await database.pool.query(
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
  );
  await expect.poll(() => passes).toBeGreaterThan(before + 1);
});
