/**
 * The engine alone: from the submission of an operation to its first step, and a wave of steps that do nothing. With
 * a database of its own; as root that runs as nobody, since PostgreSQL refuses to run as root.
 * Run with: node bench/engine.ts [steps]
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { createDatabase } from '../server/src/platform/database/connect.ts';
import { startEmbeddedPostgres } from '../server/src/platform/database/embedded-postgres.ts';
import { migrate } from '../server/src/platform/database/migrate.ts';
import { testOwnership } from '../server/src/platform/database/testing/database-server.ts';
import type { OperationDefinition } from '../server/src/platform/operations/definition.ts';
import { startTestEngine, testLogger } from '../server/src/platform/operations/testing/test-engine.ts';

const stepCount = Number(process.argv[2] ?? 1000);
const rounds = 20;
const log = testLogger();

let firstStepAt = 0;
let ended = Promise.withResolvers<void>();
const definition: OperationDefinition = {
  kind: 'bench.steps',
  title: () => 'Steps that do nothing',
  subject: () => ({ type: 'lab', name: 'bench' }),
  plan: (input) => [
    {
      title: 'One wave',
      steps: Array.from({ length: Number(input) }, (_, index) => ({
        name: `step-${index}`,
        title: 'Nothing',
        timeoutSeconds: 600,
        noUndo: 'Nothing was done.',
        run: async () => {
          firstStepAt ||= performance.now();
          return { state: 'done' };
        },
      })),
    },
  ],
  ended: async () => ended.resolve(),
};

const directory = await mkdtemp(join(tmpdir(), 'tuskar-bench-'));
await chmod(directory, 0o755);
const server = await startEmbeddedPostgres({
  ...(await testOwnership(directory)),
  stateDirectory: join(directory, 'state'),
  runDirectory: join(directory, 'run'),
  log,
});
const database = createDatabase({ url: server.url, log });
await migrate(database, { log });
const before = performance.now();
const engine = await startTestEngine({ database, definitions: [definition] });
const startMilliseconds = performance.now() - before;

async function run(steps: number): Promise<{ first: number; end: number }> {
  firstStepAt = 0;
  ended = Promise.withResolvers();
  const began = performance.now();
  const { id } = await engine.engine.submit({ kind: definition.kind, input: steps, requestedBy: 'bench' });
  await ended.promise;
  const end = performance.now() - began;
  await engine.untilEnded(id);
  return { first: firstStepAt - began, end };
}

const latencies: number[] = [];
for (let round = 0; round < rounds; round++) latencies.push((await run(1)).first);
latencies.sort((a, b) => a - b);
const wide = await run(stepCount);
const resident = Math.round(process.memoryUsage().rss / 1024 / 1024);
console.log(
  `engine: start ${Math.round(startMilliseconds)} ms, first step ${Math.round(latencies[rounds / 2] ?? 0)} ms after ` +
    `submission (median of ${rounds}), ${stepCount} steps side by side in ${(wide.end / 1000).toFixed(1)} s ` +
    `(${(wide.end / stepCount).toFixed(1)} ms a step), ${resident} MiB resident`,
);
await engine.stop();
await database.close();
await server.stop();
await rm(directory, { recursive: true });
