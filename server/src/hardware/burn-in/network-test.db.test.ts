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
import { endBurnIn, getBurnIn } from './store.ts';
import type { TestEnd } from './test-end.ts';
import { testWaves } from './test-steps.ts';

const test: BurnInTest = { kind: 'network', seconds: 2 };
const step = { interface: 'deploy', name: 'tuskar_burnin_network' };
const brokeOff = 'Agent returned error for clean step: no test with the other machine';
const restarted =
  'The machine restarted during the clean step deploy.tuskar_burnin_network: its agent began anew.';
const seekMs = 300_000;

type Role = 'server' | 'client';

/** Machines that burn in by a network test alone. */
async function network() {
  const directory = await mkdtemp(join(tmpdir(), 'tuskar-network-test-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  const world = acceptanceWorld({ database: await testDatabase(), directory });
  const { db, service } = world;

  async function begin(machine: string, burnIn: string, partner: BurnInInput['partner']) {
    const { id } = await addMachine(db, machine, { state: 'inspected' });
    service.script(id, { provisionState: 'manageable' });
    const input: BurnInInput = { burnIn, machine, profile: 'p', tests: [test], perRack: null, partner };
    const [testing, reading] = testWaves(world, input, () => undefined).map(({ steps: [one] }) => one);
    const context = burningContext(machine, '');
    await ensureBurning(world, input, context);
    const run = () => testing?.run({ ...context, step: testing.name });
    return {
      name: machine,
      burnIn,
      run,
      /** The step after the test, once that has ended as given. */
      read: (end: TestEnd) => reading?.run({ ...context, results: { 'test-network': end } }),
      /** In the middle of its test. */
      isTesting: () => service.script(id, { provisionState: 'clean wait', step }),
      fails: (lastError: string) =>
        service.script(id, { provisionState: 'clean failed', step: null, lastError, changes: 9 }),
      /** Its agent has forgotten what it did. */
      forgets: () => service.script(id, { records: [] }),
      state: () => service.read(id),
      row: () => getBurnIn(db, burnIn),
    };
  }

  return {
    db,
    begin,
    /** Two that have met, and are both in the middle of their test. */
    pair: async (server: string, client: string) => {
      const ids = { server: randomUUID(), client: randomUUID() };
      const partner = (machine: string, role: Role) => ({
        machine,
        burnIn: ids[role === 'server' ? 'client' : 'server'],
        role,
      });
      const one = await begin(server, ids.server, partner(client, 'server'));
      const other = await begin(client, ids.client, partner(server, 'client'));
      await one.run();
      await other.run();
      await one.run();
      one.isTesting();
      other.isTesting();
      return [one, other] as const;
    },
  };
}

const leftOut = (why: RegExp) => ({
  state: 'done',
  result: { end: 'left-out', why: expect.stringMatching(why) },
});
const failed = (why: RegExp) => ({
  state: 'done',
  result: { end: 'failed', why: expect.stringMatching(why) },
});
const waiting = (what: RegExp) => ({ state: 'waiting', for: expect.stringMatching(what) });

it('a machine whose partner restarts has no finding, and is not left as one that failed', async () => {
  const [gone, stays] = await (await network()).pair('a', 'b');
  gone.fails(restarted);
  expect(await gone.run()).toMatchObject(failed(/restarted during/));
  expect(await stays.run()).toMatchObject(waiting(/^another machine/));
  expect(stays.state()).toMatchObject({
    provisionState: 'clean failed',
    asked: expect.arrayContaining(['abort']),
  });
  expect(await stays.run()).toMatchObject(waiting(/./));
  expect(await stays.run()).toMatchObject(
    leftOut(/^its partner a restarted or fell silent in the middle of it$/),
  );
  expect(stays.state().provisionState).toBe('manageable');
  expect(await stays.row()).toMatchObject({ partner: null });
});

it('a machine whose test breaks off waits for word of its partner, which is gone', async () => {
  const [gone, stays] = await (await network()).pair('a', 'b');
  stays.fails(brokeOff);
  expect(await stays.run()).toMatchObject(waiting(/^a to end its network test/));
  expect(await stays.run()).toMatchObject(waiting(/^a to end its network test/));
  vi.useFakeTimers({ toFake: ['Date'] });
  onTestFinished(() => void vi.useRealTimers());
  for (let minute = 0; minute < 10; minute++) {
    expect(await gone.run()).toMatchObject({ state: 'waiting' });
    vi.setSystemTime(Date.now() + 60_000);
  }
  expect(await gone.run()).toMatchObject(failed(/not reported for 10 minutes/));
  await stays.run();
  await stays.run();
  expect(await stays.run()).toMatchObject(leftOut(/^its partner a restarted or fell silent/));
});

it('a machine whose partner is taken out of its burn-in has no finding', async () => {
  const { db, pair } = await network();
  const [gone, stays] = await pair('a', 'b');
  await endBurnIn(db, gone.burnIn, 'cancelled');
  for (let look = 0; look < 2; look++) expect(await stays.run()).toMatchObject({ state: 'waiting' });
  expect(await stays.run()).toMatchObject(
    leftOut(/^its partner a left: the burn-in of that one ended early$/),
  );
});

it('a partner that restarts under a service which takes that for its end is found by its record', async () => {
  const [gone, stays] = await (await network()).pair('a', 'b');
  gone.forgets();
  await gone.read({ end: 'done' });
  expect(await stays.run()).toMatchObject(waiting(/^another machine/));
});

it('both have the finding where both are there and do not reach each other', async () => {
  const [one, other] = await (await network()).pair('a', 'b');
  one.fails(brokeOff);
  other.fails(brokeOff);
  expect(await one.run()).toMatchObject(waiting(/^b to end/));
  expect(await other.run()).toMatchObject(failed(/no test with the other machine/));
  expect(await one.run()).toMatchObject(failed(/no test with the other machine/));
});

it('a machine has the finding where its partner came to the end', async () => {
  const [one, other] = await (await network()).pair('a', 'b');
  one.fails(brokeOff);
  await other.read({ end: 'done' });
  expect(await one.run()).toMatchObject(failed(/no test with the other machine/));
});

it('two that were left alone are tested with each other', async () => {
  const { db, pair } = await network();
  const [[gone, stays], [stays2, gone2]] = [await pair('a', 'b'), await pair('c', 'd')];
  await endBurnIn(db, gone.burnIn, 'cancelled');
  await stays.run();
  // The other pair is in the middle of its test, and may lose one too.
  for (let look = 0; look < 3; look++)
    expect(await stays.run()).toMatchObject(waiting(/another machine|manage/));
  gone2.fails(restarted);
  await gone2.run();
  await stays2.run();
  await stays2.run();
  expect(await stays2.run()).toMatchObject(waiting(/^b to come/));
  expect(await stays.row()).toMatchObject({
    partner: 'c',
    new_partner: { machine: 'c', burnIn: stays2.burnIn, role: 'server' },
  });
  for (const one of [stays, stays2]) {
    expect(await one.run()).toMatchObject(waiting(/begin/));
    expect(await one.run()).toMatchObject({ state: 'done', result: { end: 'done' } });
  }
});

it('one without a partner is tested with one that was left alone, and waits for none', async () => {
  const { db, begin, pair } = await network();
  const [gone, stays] = await pair('a', 'b');
  const [late] = await pair('c', 'd');
  await endBurnIn(db, gone.burnIn, 'cancelled');
  for (let look = 0; look < 3; look++) await stays.run();
  const odd = await begin('e', randomUUID(), null);
  expect(await odd.run()).toMatchObject(waiting(/^b to come/));
  expect(await stays.row()).toMatchObject({ partner: 'e' });
  expect(await (await begin('f', randomUUID(), null)).run()).toMatchObject(leftOut(/^no other machine/));
  expect(await late.row()).toMatchObject({ partner: 'd' });
});

it('nobody seeks for long, nor twice', async () => {
  const { db, pair } = await network();
  const [[gone, stays], [stays2, gone2]] = [await pair('a', 'b'), await pair('c', 'd')];
  await pair('e', 'f');
  await endBurnIn(db, gone.burnIn, 'cancelled');
  await endBurnIn(db, gone2.burnIn, 'cancelled');
  for (const one of [stays, stays2, stays, stays2, stays2]) await one.run();
  expect(await stays2.row()).toMatchObject({ partner: 'b' });
  await endBurnIn(db, stays.burnIn, 'cancelled');
  expect(await stays2.run()).toMatchObject(leftOut(/^its partner b left/));

  const [gone3, stays3] = await pair('g', 'h');
  await endBurnIn(db, gone3.burnIn, 'cancelled');
  for (let look = 0; look < 4; look++) await stays3.run();
  expect(await stays3.run()).toMatchObject(waiting(/^another machine/));
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + seekMs });
  onTestFinished(() => void vi.useRealTimers());
  expect(await stays3.run()).toMatchObject(leftOut(/^its partner g left/));
});
