import type { OperationDetail } from '@tuskar/contract/operation.ts';
import { hasEnded } from '@tuskar/contract/operation-states.ts';
import type { Database } from '../../database/connect.ts';
import { createEventBus } from '../../events/create-event-bus.ts';
import type { EventBus } from '../../events/event-bus.ts';
import { createLogger, type Logger, type LogLevel } from '../../log/logger.ts';
import { createOperationEngine, type OperationEngineOptions } from '../create-engine.ts';
import type { OperationDefinition } from '../definition.ts';
import type { OperationEngine } from '../engine.ts';
import { showOperation } from '../store.ts';

export type TestEngine = {
  engine: OperationEngine;
  events: EventBus;
  /** Resolves with the operation as soon as it satisfies the condition. */
  until: (id: string, condition: (operation: OperationDetail) => boolean) => Promise<OperationDetail>;
  untilEnded: (id: string) => Promise<OperationDetail>;
  stop: () => Promise<void>;
};

export type TestEngineOptions = Partial<OperationEngineOptions> & {
  database: Database;
  definitions: OperationDefinition[];
};

/** TUSKAR_TEST_LOG=debug shows what an engine in a test does. */
export function testLogger(): Logger {
  return createLogger({ level: (process.env['TUSKAR_TEST_LOG'] as LogLevel | undefined) ?? 'silent' });
}

export async function startTestEngine({
  database,
  definitions,
  ...options
}: TestEngineOptions): Promise<TestEngine> {
  const log = testLogger();
  const events = createEventBus({ database, log });
  const engine = createOperationEngine({
    database,
    events,
    log,
    roles: ['api', 'worker'],
    version: 'test',
    // What is looked at in a test has changed at once.
    pauseShare: 0.05,
    ...options,
  });
  for (const definition of definitions) engine.register(definition);
  await events.start();
  await engine.start();

  // For a machine that has other work; what is waited for takes a second or two.
  const patienceSeconds = 120;
  const until: TestEngine['until'] = async (id, condition) => {
    const signal = AbortSignal.timeout(patienceSeconds * 1000);
    const changes = events.subscribe({ signal });
    let operation = await showOperation(database.db, id);
    while (!condition(operation)) {
      const change = await changes.next();
      if (change.done === true) {
        const { stepList, ...rest } = operation;
        const open = stepList.filter(({ state }) => state !== 'done').slice(0, 5);
        throw new Error(`Still so after ${patienceSeconds} s: ${JSON.stringify({ ...rest, open })}`);
      }
      if (change.value.subject.name === id) operation = await showOperation(database.db, id);
    }
    return operation;
  };
  return {
    engine,
    events,
    until,
    untilEnded: (id) => until(id, ({ state }) => hasEnded(state)),
    stop: async () => {
      await engine.stop();
      await events.stop();
    },
  };
}
