import { randomUUID } from 'node:crypto';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Db } from '../../platform/database/connect.ts';
import { testDatabase } from '../../platform/database/testing/test-database.ts';
import type { StepContext, StepOutcome } from '../../platform/operations/definition.ts';
import { silentContext } from '../../platform/operations/testing/step-context.ts';
import type { BareMetal, ProvisionRequest } from '../bare-metal.ts';
import { endWork } from '../end-work.ts';
import { machineFailureOf } from '../node-failure.ts';
import { reachState } from '../reach-state.ts';
import { createSimulatedBareMetal, setSimulatedFaults } from './create-simulated.ts';

const seed = 7;
const bmc = {
  protocol: 'redfish' as const,
  address: 'https://198.19.0.1',
  port: null,
  systemId: null,
  user: 'admin',
  password: 'secret',
  verifyCa: false,
};

async function service({ pace = 1, name = 'rack1-u4' } = {}) {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-01-01T00:00:00Z') });
  onTestFinished(() => void vi.useRealTimers());
  const { db } = await testDatabase();
  const bareMetal = createSimulatedBareMetal(db, { seed, pace });
  const id = randomUUID();
  await bareMetal.registry.enrol({ id, name, bmc, macs: ['52:54:00:00:00:01'] });
  return { db, bareMetal, id };
}

const later = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1000);

function contextOf(attempt = 1): StepContext {
  const subject = { type: 'machine' as const, name: 'm' };
  return silentContext({ id: 'op-1', kind: 'test', subject, requestedBy: 'test', attempt }, 'work');
}

type World = { db: Db; bareMetal: BareMetal; id: string };

/** As the engine calls a step: again and again, while time goes by. Each call is made twice, as after a crash. */
async function carryOut(
  world: World,
  request: ProvisionRequest,
  context = contextOf(),
): Promise<StepOutcome> {
  for (let call = 0; call < 500; call += 1) {
    const outcome = await reachState(context, world, request);
    if (outcome.state === 'done') return outcome;
    later(outcome.pollSeconds);
  }
  throw new Error('it never ended');
}

const burnInDisk = (run = 'run-1') => ({
  verb: 'clean' as const,
  cleanSteps: [
    { interface: 'deploy', step: 'tuskar_burnin_disk', args: { run, seconds: 60, destructive: true } },
  ],
});

const erase = {
  verb: 'clean' as const,
  cleanSteps: [{ interface: 'deploy', step: 'tuskar_erase', args: {} }],
};

describe('a simulated node', () => {
  it('goes through the states of a real one, each in its time', async () => {
    const world = await service();
    const seen = new Set<string>();
    const context = {
      ...contextOf(),
      progress: (message: string) => void seen.add(message),
    };
    await carryOut(world, { verb: 'inspect' }, context);
    expect([...seen]).toEqual(['verifying', 'inspecting', 'inspect wait']);
    expect(await world.bareMetal.registry.show(world.id)).toMatchObject({
      provisionState: 'manageable',
      power: 'on',
    });
    const found = await world.bareMetal.records.inventory(world.id);
    expect(found?.pluginData).toMatchObject({ tuskar: { disks: expect.any(Array) } });
  });

  it('is the same in every process, and another for another name', async () => {
    const { db, bareMetal, id } = await service();
    await bareMetal.work.provision(id, { verb: 'manage' });
    const other = createSimulatedBareMetal(db, { seed, pace: 1 });
    later(0.5);
    expect(await other.registry.show(id)).toEqual(await bareMetal.registry.show(id));
    expect((await other.registry.show(id)).provisionState).toBe('verifying');
    const [first, second] = await Promise.all(
      ['sim-00001', 'sim-00002'].map(async (name) => {
        const node = randomUUID();
        await bareMetal.registry.enrol({ id: node, name, bmc, macs: [] });
        return await bareMetal.records.firmware(node);
      }),
    );
    expect(first).toEqual(await bareMetal.records.firmware((await byName(bareMetal, 'sim-00001')).id));
    expect(second).toBeDefined();
  });

  it('refuses what its state does not allow, and whoever comes meanwhile', async () => {
    const { bareMetal, id } = await service();
    const call = (verb: ProvisionRequest['verb']) => bareMetal.work.provision(id, { verb });
    await expect(call('active')).rejects.toMatchObject({ code: 'node-state' });
    await call('manage');
    await expect(bareMetal.work.power(id, 'on')).rejects.toMatchObject({ code: 'node-locked' });
    await expect(bareMetal.registry.show(randomUUID())).rejects.toMatchObject({ code: 'node-not-found' });
  });

  it('measures what machines alike measure, and less where a disk is slow', async () => {
    const world = await service({ pace: 0 });
    await carryOut(world, burnInDisk());
    const throughput = async () => {
      const answer = (await world.bareMetal.records.results(world.id)) as {
        results: { measured: { disks: { patterns: { bytesPerSecond: number }[] }[] } }[];
      };
      return answer.results.at(-1)?.measured.disks[0]?.patterns[0]?.bytesPerSecond ?? 0;
    };
    const good = await throughput();
    await setSimulatedFaults(world.db, { id: world.id, seed, faults: [{ name: 'disk-slow' }] });
    await carryOut(world, burnInDisk('run-2'), contextOf(2));
    expect(good).toBeGreaterThan(1e8);
    expect((await throughput()) / good).toBeLessThan(0.5);
  });
});

async function byName({ registry }: BareMetal, name: string) {
  const node = (await registry.list()).find((one) => one.name === name);
  if (node === undefined) throw new Error(`there is no ${name}`);
  return node;
}

describe('reaching a state', () => {
  it('asks once, however often the step is called', async () => {
    const world = await service();
    const verbs: string[] = [];
    const { work } = world.bareMetal;
    const counting = {
      ...world.bareMetal,
      work: {
        ...work,
        provision: async (id: string, request: ProvisionRequest) => {
          verbs.push(request.verb);
          await work.provision(id, request);
        },
      },
    };
    await carryOut({ ...world, bareMetal: counting }, burnInDisk());
    const again = await reachState(contextOf(), { ...world, bareMetal: counting }, burnInDisk());
    expect(again.state).toBe('done');
    expect(verbs).toEqual(['manage', 'clean']);
  });

  it('knows after a crash that the service took the request', async () => {
    const world = await service();
    await carryOut(world, { verb: 'manage' });
    const dies = {
      ...world.bareMetal,
      work: {
        ...world.bareMetal.work,
        provision: async (id: string, request: ProvisionRequest) => {
          await world.bareMetal.work.provision(id, request);
          throw new Error('killed');
        },
      },
    };
    const context = { ...contextOf(), step: 'burn-in' };
    await expect(reachState(context, { ...world, bareMetal: dies }, burnInDisk())).rejects.toThrow('killed');
    later(7200);
    expect((await reachState(context, world, burnInDisk())).state).toBe('done');
    expect(await world.bareMetal.records.results(world.id)).toMatchObject({ results: { length: 1 } });
  });

  it('asks again where the request was lost', async () => {
    const world = await service();
    await carryOut(world, { verb: 'manage' });
    const lost = {
      ...world.bareMetal,
      work: {
        ...world.bareMetal.work,
        provision: async () => {
          throw new Error('killed');
        },
      },
    };
    const context = { ...contextOf(), step: 'burn-in' };
    await expect(reachState(context, { ...world, bareMetal: lost }, burnInDisk())).rejects.toThrow('killed');
    await carryOut(world, burnInDisk(), context);
    expect(await world.bareMetal.records.results(world.id)).toMatchObject({ results: { length: 1 } });
  });

  it.each([
    ['bmc-wrong-password', { verb: 'manage' } as const, 'node-bmc-failed', null],
    ['no-boot', { verb: 'inspect' } as const, 'node-agent-silent', null],
    ['disk-fails', erase, 'node-work-failed', 'deploy.tuskar_erase'],
  ] as const)('says of a machine with the fault %s what failed', async (name, request, code, step) => {
    const world = await service({ pace: 0 });
    await setSimulatedFaults(world.db, { id: world.id, seed, faults: [{ name }] });
    const error = await carryOut(world, request).catch((error: unknown) => error);
    expect(error).toMatchObject({ code });
    expect(machineFailureOf(error as Parameters<typeof machineFailureOf>[0])).toMatchObject({ code, step });
  });

  it('takes a burn-in for done in which the machine restarts, as Ironic does, and has no record of it', async () => {
    const world = await service({ pace: 0 });
    await setSimulatedFaults(world.db, { id: world.id, seed, faults: [{ name: 'reboots-in-burn-in' }] });
    await carryOut(world, burnInDisk());
    expect(await world.bareMetal.records.results(world.id)).toEqual({ format: 1, results: [] });
  });

  it('names the disk that would not be erased, and goes on once it is repaired', async () => {
    const world = await service({ pace: 0 });
    await setSimulatedFaults(world.db, { id: world.id, seed, faults: [{ name: 'disk-fails' }] });
    const error = await carryOut(world, erase).catch((error: unknown) => error);
    expect(error).toMatchObject({ context: { part: expect.stringMatching(/^disk \w+/) } });
    expect(await world.bareMetal.registry.show(world.id)).toMatchObject({
      provisionState: 'clean failed',
      maintenance: true,
      fault: 'clean failure',
    });
    await setSimulatedFaults(world.db, { id: world.id, seed, faults: [] });
    await carryOut(world, erase, contextOf(2));
    expect(await world.bareMetal.registry.show(world.id)).toMatchObject({
      provisionState: 'manageable',
      maintenance: false,
    });
  });

  it('leaves alone a node that somebody works on', async () => {
    const world = await service({ pace: 0 });
    await world.bareMetal.work.maintenance(world.id, { reason: 'its fan is changed' });
    const call = carryOut(world, { verb: 'inspect' });
    await expect(call).rejects.toMatchObject({
      code: 'node-state',
      message: expect.stringContaining('its fan'),
    });
  });

  it('ends what runs when it is undone', async () => {
    const world = await service();
    await carryOut(world, { verb: 'manage' });
    const request = burnInDisk();
    await reachState({ ...contextOf(), step: 'burn-in' }, world, request);
    later(25);
    expect((await world.bareMetal.registry.show(world.id)).provisionState).toBe('clean wait');
    expect((await endWork(contextOf(), world)).provisionState).toBe('clean failed');
  });
});
