/**
 * The engine alone: from the submission of an operation to its first step, and a wave of steps that do nothing. With
 * a database of its own.
 * Run with: node bench/engine.ts [steps]
 */
import { performance } from 'node:perf_hooks';
import type { OperationDefinition } from '../server/src/platform/operations/definition.ts';
import { startTestEngine, testLogger } from '../server/src/platform/operations/testing/test-engine.ts';
import { startDatabase } from './database.ts';

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

const { database, stop } = await startDatabase(log);
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
await stop();
