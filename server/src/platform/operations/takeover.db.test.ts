import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { testDatabase } from '../database/testing/test-database.ts';
import type { OperationDefinition } from './definition.ts';
import { readNotes, scenario } from './testing/blocking.scenario.ts';
import type { Stage } from './testing/scenario.ts';
import { startTestEngine, type TestEngineOptions } from './testing/test-engine.ts';
import { startWorkerProcess } from './testing/worker-process.ts';

const module = new URL('./testing/blocking.scenario.ts', import.meta.url);
const kind = 'example.block';

async function makeStage(): Promise<Stage> {
  const directory = await mkdtemp(join(tmpdir(), 'tuskar-takeover-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  return { database: await testDatabase(), directory };
}

async function startEngine(options: TestEngineOptions) {
  const engine = await startTestEngine(options);
  onTestFinished(engine.stop);
  return engine;
}

async function startProcess({ database, directory }: Stage) {
  const worker = startWorkerProcess({ module, databaseUrl: database.url, directory });
  onTestFinished(() => worker.kill('SIGKILL'));
  await worker.ready;
  return worker;
}

const release = ({ directory }: Stage) => writeFile(join(directory, 'go'), '');

test('the operations of a process that is killed go on in another', async () => {
  const stage = await makeStage();
  const observer = await startEngine({ ...stage, definitions: [scenario(stage).definition], roles: ['api'] });
  const first = await startProcess(stage);
  const names = ['one', 'two', 'three', 'four'];
  const ids = await Promise.all(
    names.map(async (input) => (await observer.engine.submit({ kind, input, requestedBy: 'test' })).id),
  );
  await Promise.all(ids.map((id) => observer.until(id, ({ state }) => state === 'waiting')));
  const second = await startProcess(stage);
  first.kill('SIGKILL');
  expect(await first.ended).toBe('SIGKILL');
  await release(stage);
  for (const id of ids) {
    expect(await observer.untilEnded(id)).toMatchObject({
      state: 'succeeded',
      result: { note: first.pid, wait: second.pid },
    });
  }
  expect(await readNotes(stage.directory)).toHaveLength(names.length);
});

test('a process that stops in order leaves its work to the next', async () => {
  const stage = await makeStage();
  const observer = await startEngine({ ...stage, definitions: [scenario(stage).definition], roles: ['api'] });
  const first = await startProcess(stage);
  const { id } = await observer.engine.submit({ kind, input: 'one', requestedBy: 'test' });
  await observer.until(id, ({ state }) => state === 'waiting');
  first.kill('SIGTERM');
  expect(await first.ended).toBe('0');
  await release(stage);
  const second = await startProcess(stage);
  expect(await observer.untilEnded(id)).toMatchObject({ result: { note: first.pid, wait: second.pid } });
});

test('a process that loses its lease stops its steps at once, and goes on under a new one', async () => {
  const stage = await makeStage();
  const { db } = stage.database;
  let runs = 0;
  let aborted = 0;
  const definition: OperationDefinition = {
    ...scenario(stage).definition,
    plan: () => [
      {
        title: 'Hang, the first time',
        steps: [
          {
            name: 'hang',
            title: 'Hang',
            timeoutSeconds: 60,
            noUndo: 'A test.',
            run: ({ signal }) => {
              runs += 1;
              if (runs > 1) return Promise.resolve({ state: 'done' });
              return new Promise((_, reject) => {
                signal.addEventListener('abort', () => {
                  aborted += 1;
                  reject(new Error('aborted'));
                });
              });
            },
          },
        ],
      },
    ],
  };
  const { engine, until, untilEnded } = await startEngine({ ...stage, definitions: [definition] });
  const { id } = await engine.submit({ kind, input: 'one', requestedBy: 'test' });
  await until(id, ({ stepList }) => stepList[0]?.state === 'running');
  await sql`
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE application_name LIKE 'tuskar-lease%' AND datname = current_database()`.execute(db);
  expect(await untilEnded(id)).toMatchObject({ state: 'succeeded', stepList: [{ attempts: 2 }] });
  expect({ runs, aborted }).toEqual({ runs: 2, aborted: 1 });
});

test('work that another version began goes on by the new plan, without what is done', async () => {
  const stage = await makeStage();
  const { definition } = scenario(stage);
  const old = await startEngine({ ...stage, definitions: [definition] });
  const { id } = await old.engine.submit({ kind, input: 'one', requestedBy: 'test' });
  await old.until(id, ({ state }) => state === 'waiting');
  await old.stop();

  const added: OperationDefinition = {
    ...definition,
    plan: async (input) => {
      const [note, wait] = await definition.plan(input);
      const extra = { title: 'Added', steps: note!.steps.map((step) => ({ ...step, name: 'added' })) };
      return [extra, note!, wait!];
    },
  };
  await release(stage);
  const next = await startEngine({ ...stage, definitions: [added] });
  const ended = await next.untilEnded(id);
  expect(ended).toMatchObject({ state: 'succeeded', steps: { done: 3, total: 3 } });
  expect(ended.stepList.map(({ name }) => name)).toEqual(['added', 'note', 'wait']);
  // 'note' once, 'added' once.
  expect(await readNotes(stage.directory)).toHaveLength(2);
});

test('work of a kind that no worker knows waits, and says so', async () => {
  const stage = await makeStage();
  const { definition } = scenario(stage);
  const old = await startEngine({ ...stage, definitions: [definition] });
  const { id } = await old.engine.submit({ kind, input: 'one', requestedBy: 'test' });
  await old.until(id, ({ state }) => state === 'waiting');
  await old.stop();

  const other = await startEngine({ ...stage, definitions: [{ ...definition, kind: 'example.other' }] });
  const waiting = await other.until(id, ({ waitingFor }) => waitingFor === `a worker that knows '${kind}'`);
  expect(waiting.state).toBe('queued');
  await other.stop();

  await release(stage);
  const again = await startEngine({ ...stage, definitions: [definition] });
  expect((await again.untilEnded(id)).state).toBe('succeeded');
});

test('an operation that was claimed and never begun is queued again', async () => {
  const stage = await makeStage();
  const { definition } = scenario(stage);
  const api = await startEngine({ ...stage, definitions: [definition], roles: ['api'] });
  const { id } = await api.engine.submit({ kind, input: 'one', requestedBy: 'test' });
  await stage.database.db
    .updateTable('operation')
    .set({ state: 'running', executor: 'a process that died', run: 1 })
    .execute();
  await release(stage);
  const worker = await startEngine({ ...stage, definitions: [definition] });
  expect((await worker.untilEnded(id)).state).toBe('succeeded');
});
