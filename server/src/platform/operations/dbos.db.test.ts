import { expect, onTestFinished, test } from 'vitest';
import { testDatabase } from '../database/testing/test-database.ts';
import { silentLogger } from '../log/logger.ts';
import { createDbosWorkflows } from './dbos.ts';
import { type DurableWorkflows, PlanChangedError } from './durable.ts';

/** What we rely on in the library, some of it semi-public: a new version has to pass this before it is pinned. */

type Run = (durable: DurableWorkflows, id: string) => Promise<void>;

async function setUp() {
  const { pool } = await testDatabase();
  return async (executor: string, run: Run): Promise<DurableWorkflows> => {
    const durable = createDbosWorkflows({ pool, log: silentLogger(), run: (id) => run(durable, id) });
    await durable.launch(executor);
    let running = true;
    const shutdown = async () => {
      if (running) await durable.shutdown();
      running = false;
    };
    onTestFinished(shutdown);
    return { ...durable, shutdown };
  };
}

const forever = () => new Promise<never>(() => undefined);

test('a recorded step is not run again by the executor that recovers', async () => {
  const launch = await setUp();
  const ran: string[] = [];
  const stuck = Promise.withResolvers<void>();
  const first = await launch('one', async (durable) => {
    await durable.step('a', async () => (ran.push('one a'), 'from one'));
    await durable.step('b', async () => {
      stuck.resolve();
      return forever();
    });
  });
  await first.begin('workflow', 'op-1');
  await stuck.promise;
  await first.shutdown();

  const ended = Promise.withResolvers<string[]>();
  const second = await launch('two', async (durable, id) => {
    const a = await durable.step('a', async () => (ran.push('two a'), 'from two'));
    const b = await durable.step('b', async () => (ran.push('two b'), 'from two'));
    ended.resolve([id, a, b]);
  });
  expect(await second.isOpen('workflow')).toBe(true);
  await second.recover(['one']);
  expect(await ended.promise).toEqual(['op-1', 'from one', 'from two']);
  expect(ran).toEqual(['one a', 'two b']);
  await expect.poll(() => second.isOpen('workflow')).toBe(false);
  await second.forget(['workflow']);
  expect(await second.isOpen('workflow')).toBe(false);
});

test('the same workflow begun twice runs once', async () => {
  const launch = await setUp();
  let runs = 0;
  const held = Promise.withResolvers<void>();
  const durable = await launch('one', async () => {
    runs += 1;
    await held.promise;
  });
  await durable.begin('workflow', 'op-1');
  await durable.begin('workflow', 'op-1');
  held.resolve();
  await expect.poll(() => durable.isOpen('workflow')).toBe(false);
  expect(runs).toBe(1);
});

test('a replay whose steps have other names is told apart', async () => {
  const launch = await setUp();
  const stuck = Promise.withResolvers<void>();
  const first = await launch('one', async (durable) => {
    await durable.step('a', async () => 'done');
    stuck.resolve();
    await forever();
  });
  await first.begin('workflow', 'op-1');
  await stuck.promise;
  await first.shutdown();

  const seen = Promise.withResolvers<unknown>();
  const second = await launch('two', async (durable) => {
    await durable.step('other', async () => 'done').catch(seen.resolve);
  });
  await second.recover(['one']);
  expect(await seen.promise).toBeInstanceOf(PlanChangedError);
});
