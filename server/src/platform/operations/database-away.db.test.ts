import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createDatabase } from '../database/connect.ts';
import { migrate } from '../database/migrate.ts';
import { startServerIn } from '../database/testing/database-server.ts';
import { showOperation } from './store.ts';
import { startTestEngine, testLogger } from './testing/test-engine.ts';

test('an operation outlives the death of the database', { timeout: 120_000 }, async () => {
  const log = testLogger();
  const directory = await mkdtemp(join(tmpdir(), 'tuskar-away-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  const server = await startServerIn(directory, { log });
  onTestFinished(server.stop);
  const database = createDatabase({ url: server.url, log });
  onTestFinished(database.close);
  await migrate(database, { log });

  const died = Promise.withResolvers<void>();
  const runs: string[] = [];
  const engine = await startTestEngine({
    database,
    definitions: [
      {
        kind: 'lab.test',
        title: () => 'Test',
        subject: () => ({ type: 'lab', name: 'one' }),
        plan: () => [
          {
            title: 'Wave',
            steps: ['a', 'b'].map((name) => ({
              name,
              title: name,
              timeoutSeconds: 60,
              noUndo: 'A test.',
              run: async () => {
                runs.push(name);
                if (runs.length === 1) {
                  process.kill(server.pid(), 'SIGKILL');
                  died.resolve();
                }
                return { state: 'done' };
              },
            })),
          },
        ],
      },
    ],
  });
  onTestFinished(engine.stop);
  const { id } = await engine.engine.submit({ kind: 'lab.test', input: null, requestedBy: 'ada' });
  await died.promise;
  // The test's own question fails, too, while the database is away.
  const ended = await vi.waitFor(
    async () => {
      const operation = await showOperation(database.db, id);
      expect(operation.endedAt).not.toBeNull();
      return operation;
    },
    { timeout: 60_000, interval: 100 },
  );
  expect(ended).toMatchObject({ state: 'succeeded', stepList: [{ state: 'done' }, { state: 'done' }] });
});
