import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BurnInTest } from '@tuskar/contract/burn-in-test.ts';
import { expect, it, onTestFinished, vi } from 'vitest';
import { testDatabase } from '../../platform/database/testing/test-database.ts';
import { acceptanceWorld, addMachine } from '../testing/acceptance-world.ts';
import { burningContext } from '../testing/burning-context.ts';
import { type BurnInInput, ensureBurning } from './begin.ts';
import { updateBurnIn } from './store.ts';
import { testWaves } from './test-steps.ts';

/** Two machines that burn in with each other, by one test. */
async function twoMachines(test: BurnInTest) {
  const directory = await mkdtemp(join(tmpdir(), 'tuskar-test-steps-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  const world = acceptanceWorld({ database: await testDatabase(), directory });
  const burnIns = { one: randomUUID(), two: randomUUID() };
  const begin = async (machine: 'one' | 'two') => {
    const { id } = await addMachine(world.db, machine, { state: 'inspected' });
    world.service.script(id, { provisionState: 'manageable' });
    const other = machine === 'one' ? 'two' : 'one';
    const role = machine === 'one' ? ('server' as const) : ('client' as const);
    const partner = { machine: other, burnIn: burnIns[other], role };
    const input: BurnInInput = {
      burnIn: burnIns[machine],
      machine,
      profile: 'p',
      tests: [test],
      perRack: null,
      partner,
    };
    const [wave] = testWaves(world, input, () => undefined);
    const step = wave?.steps[0];
    if (step === undefined) throw new Error('there is no step');
    const context = burningContext(machine, step.name);
    await ensureBurning(world, input, context);
    return { id, run: () => step.run(context) };
  };
  return { world, burnIns, begin };
}

it('a network test that is done stays done, though its partner was done with it before', async () => {
  const { world, burnIns, begin } = await twoMachines({ kind: 'network', seconds: 2 });
  const [one, two] = [await begin('one'), await begin('two')];
  expect(await one.run()).toMatchObject({ state: 'waiting', for: 'two to come to its network test' });
  expect(await two.run()).toMatchObject({ state: 'waiting', for: expect.stringContaining("begin 'clean'") });
  expect(await one.run()).toMatchObject({ state: 'waiting' });
  expect(await one.run()).toMatchObject({ state: 'done', result: { end: 'done' } });
  await updateBurnIn(world.db, burnIns.one, { state: 'passed', ended_at: new Date() });
  expect(await two.run()).toMatchObject({ state: 'done', result: { end: 'done' } });
});

it('an agent that falls silent in a test is given up, its work ended, and the reason kept', async () => {
  const { world, begin } = await twoMachines({ kind: 'cpu', seconds: 60 });
  const { id, run } = await begin('one');
  await run();
  vi.useFakeTimers({ toFake: ['Date'] });
  onTestFinished(() => void vi.useRealTimers());
  const step = { interface: 'deploy', name: 'tuskar_burnin_cpu' };
  world.service.script(id, { provisionState: 'clean wait', step });
  for (let second = 0; second < 600; second += 60) {
    expect(await run()).toMatchObject({ state: 'waiting' });
    vi.setSystemTime(Date.now() + 60_000);
  }
  const why = expect.stringMatching(/not reported for 10 minutes in the step deploy\.tuskar_burnin_cpu/);
  expect(await run()).toMatchObject({ state: 'done', result: { end: 'failed', why } });
  expect(world.service.read(id)).toMatchObject({
    provisionState: 'clean failed',
    asked: expect.arrayContaining(['abort']),
  });
});
