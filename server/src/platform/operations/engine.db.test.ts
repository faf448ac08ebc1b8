import { isTuskarError, TuskarError } from '@tuskar/contract/error.ts';
import { describe, expect, onTestFinished, test } from 'vitest';
import { testDatabase } from '../database/testing/test-database.ts';
import { createEventBus } from '../events/create-event-bus.ts';
import { createLogger, silentLogger } from '../log/logger.ts';
import { createOperationEngine } from './create-engine.ts';
import type { OperationDefinition } from './definition.ts';
import { showOperation } from './store.ts';

async function start(...definitions: OperationDefinition<{ name: string }>[]) {
  const database = await testDatabase();
  const log = process.env['LOG'] === undefined ? silentLogger() : createLogger({ level: 'debug' });
  const events = createEventBus({ database, log });
  await events.start();
  const engine = createOperationEngine({ database, events, log, roles: ['worker'], version: '0' });
  for (const definition of definitions) engine.register(definition);
  await engine.start();
  onTestFinished(async () => {
    await engine.stop();
    await events.stop();
  });
  return { engine, database, events };
}

describe('the engine', () => {
  test('runs an operation to its end', async () => {
    const { engine, database, events } = await start({
      kind: 'lab.test',
      title: ({ name }) => `Test ${name}`,
      subject: ({ name }) => ({ type: 'lab', name }),
      plan: () => [
        {
          title: 'one',
          steps: [
            {
              name: 'a',
              title: 'A',
              timeoutSeconds: 5,
              noUndo: 'nothing',
              run: async () => ({ state: 'done', result: 1 }),
            },
          ],
        },
      ],
      result: (results) => results['a'],
    });
    const started = performance.now();
    const operation = await engine.submit({ kind: 'lab.test', input: { name: 'x' }, requestedBy: 'me' });
    for await (const event of events.subscribe({ after: '0', signal: AbortSignal.timeout(5000) })) {
      console.log(
        event.id,
        event.type,
        Math.round(performance.now() - started),
        JSON.stringify(event.data).slice(0, 150),
      );
      if (event.type === 'operation.changed' && (event.data as any).endedAt !== null) break;
    }
    const shown = await showOperation(database.db, operation.id);
    expect(shown).toMatchObject({ state: 'succeeded', result: 1, steps: { done: 1, total: 1 } });
  });
});
