import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { testDatabase } from '../../database/testing/test-database.ts';
import type { OperationDefinition } from '../definition.ts';
import { showOperation } from '../store.ts';
import { type Faults, withFaults } from './faults.ts';
import type { Scenario, ScenarioModule, Stage } from './scenario.ts';
import { startTestEngine, type TestEngine } from './test-engine.ts';
import { startWorkerProcess } from './worker-process.ts';

/**
 * The four tests that every operation passes. Give the URL of a scenario's module:
 * `fourTests('image.build', new URL('./image-build.scenario.ts', import.meta.url))`
 */
export function fourTests(kind: string, module: URL): void {
  describe(`${kind}: the four tests`, () => {
    test('succeeds', async () => {
      const { stage, scenario } = await play(module);
      expect(scenario.definition.kind).toBe(kind);
      const ended = await carryOut(stage, scenario, {});
      expect(ended.operation).toMatchObject({ state: 'succeeded', error: null });
      await scenario.check();
    });

    test(
      'fails at each step, and leaves nothing behind or can be retried',
      { timeout: 600_000 },
      async () => {
        await expect(failAtEachStep(module)).resolves.toBeUndefined();
      },
    );

    test('each step can run twice', async () => {
      const { stage, scenario } = await play(module);
      const ended = await carryOut(stage, scenario, { twice: true });
      expect(ended.operation).toMatchObject({ state: 'succeeded', error: null });
      await scenario.check();
    });

    test('is killed after each step, and resumed by another process', { timeout: 600_000 }, async () => {
      await expect(killAfterEachStep(module)).resolves.toBeUndefined();
    });
  });
}

async function failAtEachStep(module: URL): Promise<void> {
  const { scenario } = await play(module);
  for (const step of await stepNames(scenario)) await failAndRetry(module, step);
}

async function failAndRetry(module: URL, step: string): Promise<void> {
  const { stage, scenario } = await play(module);
  const { operation, engine } = await carryOut(stage, scenario, { failAfter: step });
  expect(operation.state, `with a fault in ${step}`).toBe('failed');
  expect(operation.error?.context).toMatchObject({ step });
  const undone = scenario.definition.undoOnFailure === 'all';
  expect(undone ? await scenario.leftovers() : [], `left after a fault in ${step}`).toEqual([]);
  await engine.stop();

  const sound = await startEngine(stage, scenario.definition);
  await sound.engine.retry(operation.id, { requestedBy: 'test' });
  const retried = await sound.untilEnded(operation.id);
  expect(retried, `retried after a fault in ${step}`).toMatchObject({ state: 'succeeded', error: null });
  await scenario.check();
  await sound.stop();
}

/** Rounds of one operation each, until some process has died after each step. */
async function killAfterEachStep(module: URL): Promise<void> {
  const { scenario } = await play(module);
  const steps = new Set(await stepNames(scenario));
  while (steps.size > 0) {
    const before = steps.size;
    await playDeaths(module, steps);
    expect(steps.size, `no process died after ${[...steps].join(', ')}`).toBeLessThan(before);
  }
}

/**
 * One operation through many deaths: each process dies a step further than the last. A step that ended beside one
 * whose process died cannot be died after any more; it stays for the next round.
 */
async function playDeaths(module: URL, steps: Set<string>): Promise<void> {
  const { stage, scenario } = await play(module);
  const { database, directory } = stage;
  const observer = await startEngine(stage, scenario.definition, ['api']);
  const { kind } = scenario.definition;
  const { id } = await observer.engine.submit({ kind, input: scenario.input, requestedBy: 'test' });
  const work = (faults: { dieAfter?: string }) => {
    const worker = startWorkerProcess({ module, databaseUrl: database.url, directory, ...faults });
    onTestFinished(() => worker.kill('SIGKILL'));
    return worker;
  };

  for (const dieAfter of steps) {
    const { stepList } = await showOperation(database.db, id);
    if (stepList.some(({ name, state }) => name === dieAfter && state === 'done')) continue;
    // One that the operation ends under does not die at all.
    const { ended } = work({ dieAfter });
    const over = observer.untilEnded(id).then(
      ({ state, error }) => `the operation ${state}: ${error?.detail ?? ''}`,
      () => ended,
    );
    expect(await Promise.race([ended, over]), `the process that dies after ${dieAfter}`).toBe('SIGKILL');
    steps.delete(dieAfter);
  }
  const last = work({});
  expect(await observer.untilEnded(id)).toMatchObject({ state: 'succeeded', error: null });
  last.kill('SIGTERM');
  expect(await last.ended).toBe('0');
  await scenario.check();
}

async function play(module: URL): Promise<{ stage: Stage; scenario: Scenario }> {
  const directory = await mkdtemp(join(tmpdir(), 'tuskar-scenario-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  const stage = { database: await testDatabase(), directory };
  const { scenario, prepare } = (await import(module.href)) as ScenarioModule;
  await prepare?.(stage);
  return { stage, scenario: await scenario(stage) };
}

async function carryOut(stage: Stage, { definition, input }: Scenario, faults: Faults) {
  const engine = await startEngine(stage, withFaults(definition, faults));
  const { id } = await engine.engine.submit({ kind: definition.kind, input, requestedBy: 'test' });
  return { engine, operation: await engine.untilEnded(id) };
}

async function startEngine(
  { database }: Stage,
  definition: OperationDefinition,
  roles: ('api' | 'worker')[] = ['worker'],
): Promise<TestEngine> {
  const engine = await startTestEngine({ database, definitions: [definition], roles });
  onTestFinished(engine.stop);
  return engine;
}

async function stepNames({ definition, input }: Scenario): Promise<string[]> {
  const waves = await definition.plan(input);
  return waves.flatMap(({ steps }) => steps.map(({ name }) => name));
}
