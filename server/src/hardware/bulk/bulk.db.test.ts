import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TuskarError } from '@tuskar/contract/error.ts';
import type { BulkAction } from '@tuskar/contract/machine-bulk.ts';
import { MachineEnrolment } from '@tuskar/contract/machine-enrolment.ts';
import { type Permission, roles } from '@tuskar/contract/permissions.ts';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Actor } from '../../access/actor.ts';
import { testDatabase } from '../../platform/database/testing/test-database.ts';
import type { OperationDefinition } from '../../platform/operations/definition.ts';
import type { Submission } from '../../platform/operations/engine.ts';
import { startTestEngine } from '../../platform/operations/testing/test-engine.ts';
import { createMachineAttention } from '../machine-attention.ts';
import { createMachineIndex } from '../machine-index.ts';
import { createMachines } from '../machine.ts';
import { machineBulkRun } from '../operations/machine-bulk-run.ts';
import { enrolmentWorld, noEngine } from '../testing/enrolment-world.ts';
import { acceptMachine } from '../accept-machine.ts';
import { prepareRetest } from '../burn-in/run.ts';
import type { MachineDeployInput } from '../deploy/input.ts';
import type { RescueRequest } from '../rescue/prepare.ts';
import { createMachineBulk } from './bulk.ts';
import { machineBulkHandlers } from './routes.ts';

/** Machines a, b, … and an inspection that fails for those named, and says how many ran at once. */
async function setUp(names: string[], broken = new Set<string>()) {
  const database = await testDatabase();
  const directory = await mkdtemp(join(tmpdir(), 'tuskar-bulk-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  const world = enrolmentWorld({ database, directory }, noEngine);
  const { db, events, enrolment } = world;
  const bmc = (name: string) => ({ address: `${name}.bmc` });
  await enrolment.addAll(
    names.map((name) => MachineEnrolment.parse({ name, provider: 'simulated', bmc: bmc(name) })),
  );
  const running = { now: 0, most: 0, seen: [] as string[] };
  const inspect: OperationDefinition<{ machine: string }> = {
    kind: 'machine.inspect',
    title: ({ machine }) => `Inspect ${machine}`,
    subject: ({ machine }) => ({ type: 'machine', name: machine }),
    plan: ({ machine }) => [
      {
        title: 'Look',
        steps: [
          {
            name: 'look',
            title: 'Look',
            timeoutSeconds: 20,
            noUndo: 'a test',
            run: async () => {
              running.now += 1;
              running.most = Math.max(running.most, running.now);
              running.seen.push(machine);
              await new Promise((resolve) => setImmediate(resolve));
              running.now -= 1;
              if (broken.has(machine)) throw new TuskarError('node-work-failed', `${machine} is broken.`);
              return { state: 'done' };
            },
          },
        ],
      },
    ],
  };
  const late: { engine?: Awaited<ReturnType<typeof startTestEngine>>['engine'] } = {};
  const engine = {
    submit: async (given: Submission) => (late.engine as NonNullable<typeof late.engine>).submit(given),
    retry: async (id: string, by: { requestedBy: string }) =>
      (late.engine as NonNullable<typeof late.engine>).retry(id, by),
  };
  const attention = createMachineAttention({ db, events });
  const prepared: string[] = [];
  const deployments = {
    prepare: async ({ machine }: { machine: string }) => {
      prepared.push(machine);
      return { ...deployment, machine, hostname: machine };
    },
  };
  const accept = (machine: { name: string; by: string; reason: string }) =>
    acceptMachine({ db, events }, machine);
  const deeds = {
    enrolment,
    attention,
    deployments,
    accept,
    prepareRetest: (machine: string) => prepareRetest(db, machine),
    prepareRescue: async ({ machine, reason, force }: RescueRequest) => {
      if (!force) throw new TuskarError('machine-occupied', `The host on ${machine} carries 1 instances.`);
      return { machine, reason };
    },
  };
  const work = (kind: string): OperationDefinition<{ machine: string }> => ({ ...inspect, kind });
  const definitions = [
    machineBulkRun({ db, engine, ...deeds }),
    inspect,
    work('machine.deploy'),
    work('machine.erase'),
    work('machine.rescue'),
  ];
  const started = await startTestEngine({
    database,
    definitions: definitions as unknown as OperationDefinition[],
  });
  onTestFinished(started.stop);
  late.engine = started.engine;
  const machines = createMachines({ db, index: createMachineIndex({ db }) });
  const bulk = createMachineBulk({ db, engine: started.engine, machines });
  const run = (action: BulkAction, more: object = {}) =>
    bulk.run({ selector: { filter: {} }, action, atOnce: 2, stopAfter: 1, by: 'vera', ...more });
  return { db, bulk, run, running, broken, attention, prepared, ...started };
}

const inspect = { action: 'inspect' } as const;

const deployment: MachineDeployInput = {
  machine: '',
  hostname: '',
  image: 'disk-1',
  rootDisk: { serial: 'S1', wwn: null, model: null, place: null, bytes: 1, rotational: false },
  network: { kind: 'dhcp' },
  authorizedKeys: [],
  simulated: true,
};

/** An actor who may do no more than what an operator may. */
const oskar: Actor = {
  type: 'user',
  name: 'oskar',
  user: 'oskar',
  permissions: new Set<Permission>(roles.operator),
};

describe('a bulk action', () => {
  it('is shown first: which machines, which cannot and why', async () => {
    const { bulk, db, attention } = await setUp(['a', 'b', 'c']);
    await attention.setMaintenance('a', { by: 'ada', reason: 'new fan' });
    await db.updateTable('machine').set({ state: 'burning-in' }).where('name', '=', 'b').execute();
    expect(await bulk.preview({ filter: {} }, inspect)).toEqual({
      machines: [
        { name: 'a', state: 'enrolling', obstacle: 'ada works on it: new fan' },
        { name: 'b', state: 'burning-in', obstacle: 'it is burning-in' },
        { name: 'c', state: 'enrolling', obstacle: null },
      ],
      possible: 1,
      impossible: 2,
    });
    await expect(bulk.preview({ names: ['a', 'zz'] }, inspect)).rejects.toMatchObject({
      code: 'machine-not-found',
    });
    await expect(bulk.preview({}, inspect)).rejects.toMatchObject({ code: 'invalid-request' });
  });

  it('is refused where nothing can be done, or where it is not what was shown', async () => {
    const { run } = await setUp(['a']);
    await expect(run({ action: 'end-maintenance' })).rejects.toMatchObject({ code: 'bulk-nothing' });
    await expect(run(inspect, { expected: 2 })).rejects.toMatchObject({ code: 'bulk-changed' });
  });

  it('begins an operation for each machine, so many at once', async () => {
    const { run, running, untilEnded, db } = await setUp(['a', 'b', 'c', 'd', 'e']);
    const { id } = await run(inspect);
    expect(await untilEnded(id)).toMatchObject({
      state: 'succeeded',
      result: { done: 5 },
      title: 'Inspect 5 machines',
    });
    expect(running.seen.toSorted()).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(running.most).toBeLessThanOrEqual(2);
    const children = await db
      .selectFrom('operation')
      .select('requested_by')
      .where('kind', '=', 'machine.inspect')
      .execute();
    expect(children).toEqual(Array.from({ length: 5 }, () => ({ requested_by: 'vera' })));
  });

  it('stops where too many fail, and a retry does again what failed and what was not begun', async () => {
    const names = ['a', 'b', 'c', 'd'];
    const { run, running, broken, engine, untilEnded } = await setUp(names, new Set(names));
    const { id } = await run(inspect, { atOnce: 1 });
    const failed = await untilEnded(id);
    expect(failed.state).toBe('failed');
    const [first] = running.seen;
    expect(running.seen).toEqual([first]);
    for (const { title, error } of failed.stepList) {
      expect(error?.code).toBe(title === first ? 'machine-work-failed' : 'bulk-stopped');
    }
    expect(failed.stepList.find(({ title }) => title === first)?.error?.detail).toContain(
      `${first} is broken.`,
    );
    broken.clear();
    await engine.retry(id, { requestedBy: 'vera' });
    expect(await untilEnded(id)).toMatchObject({ state: 'succeeded' });
    expect(running.seen.toSorted()).toEqual([...names, first ?? ''].toSorted());
  });

  it('makes the input of an operation as it begins, and once: a retry goes on with what was decided', async () => {
    const { run, broken, prepared, engine, untilEnded, db } = await setUp(['a'], new Set(['a']));
    await db.updateTable('machine').set({ state: 'ready' }).execute();
    const { id } = await run({ action: 'deploy' });
    expect(await untilEnded(id)).toMatchObject({ state: 'failed', title: 'Deploy 1 machine' });
    broken.clear();
    await engine.retry(id, { requestedBy: 'vera' });
    expect(await untilEnded(id)).toMatchObject({ state: 'succeeded' });
    expect(prepared).toEqual(['a']);
    const { input } = await db
      .selectFrom('operation')
      .select('input')
      .where('kind', '=', 'machine.deploy')
      .executeTakeFirstOrThrow();
    expect(input).toMatchObject({ hostname: 'a', image: 'disk-1' });
  });

  it('retires those that may be, each by an erasure of its own', async () => {
    const { run, bulk, untilEnded, db } = await setUp(['a', 'b']);
    await db.updateTable('machine').set({ state: 'ready' }).where('name', '=', 'a').execute();
    const retire = { action: 'retire', reason: 'end of lease' } as const;
    expect((await bulk.preview({ filter: {} }, retire)).machines).toEqual([
      { name: 'a', state: 'ready', obstacle: null },
      { name: 'b', state: 'enrolling', obstacle: 'it is enrolling' },
    ]);
    const { id } = await run(retire);
    expect(await untilEnded(id)).toMatchObject({ state: 'succeeded' });
    const erasures = await db
      .selectFrom('operation')
      .select(['input', 'reason'])
      .where('kind', '=', 'machine.erase')
      .execute();
    const reason = 'end of lease';
    expect(erasures).toEqual([{ input: { machine: 'a', goal: 'retired', reason }, reason }]);
  });

  it('rescues those in use, each guarded as one is, and brings back those that are rescued', async () => {
    const { run, bulk, untilEnded, db } = await setUp(['a', 'b']);
    await db.updateTable('machine').set({ state: 'in-use' }).where('name', '=', 'a').execute();
    await db.updateTable('machine').set({ state: 'rescued' }).where('name', '=', 'b').execute();
    const rescue = { action: 'rescue', reason: 'no boot loader', force: false } as const;
    expect((await bulk.preview({ filter: {} }, rescue)).machines).toEqual([
      { name: 'a', state: 'in-use', obstacle: null },
      { name: 'b', state: 'rescued', obstacle: 'it is rescued' },
    ]);
    const refused = await untilEnded((await run(rescue)).id);
    expect(refused).toMatchObject({ state: 'failed', stepList: [{ error: { code: 'machine-occupied' } }] });
    expect(await untilEnded((await run({ ...rescue, force: true })).id)).toMatchObject({
      state: 'succeeded',
      title: 'Rescue 1 machine',
    });
    const { input, reason } = await db
      .selectFrom('operation')
      .select(['input', 'reason'])
      .where('kind', '=', 'machine.rescue')
      .executeTakeFirstOrThrow();
    expect(input).toEqual({ machine: 'a', reason });
    expect(reason).toBe(rescue.reason);
    const unrescue = await bulk.preview({ filter: {} }, { action: 'unrescue' });
    expect(unrescue.machines.filter(({ obstacle }) => obstacle === null)).toMatchObject([{ name: 'b' }]);
  });

  it('accepts machines with a reason, for those who may override', async () => {
    const { bulk, run, untilEnded, db } = await setUp(['a']);
    await db.updateTable('machine').set({ state: 'inspected' }).execute();
    const accept = { action: 'accept', reason: 'only for tests' } as const;
    const body = { selector: { filter: {} }, action: accept, atOnce: 1, stopAfter: 1 };
    const handlers = machineBulkHandlers({ bulk });
    const request = { params: undefined, query: undefined, body, actor: oskar, requestId: 'r' };
    await expect(handlers['machine-bulk.run'](request)).rejects.toMatchObject({ code: 'forbidden' });
    const { id } = await run(accept);
    expect(await untilEnded(id)).toMatchObject({ state: 'succeeded' });
    expect(await db.selectFrom('machine').select(['state', 'state_reason']).execute()).toEqual([
      { state: 'ready', state_reason: 'accepted by vera: only for tests' },
    ]);
  });
});
