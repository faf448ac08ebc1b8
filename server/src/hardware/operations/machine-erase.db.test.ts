import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { Database } from '../../platform/database/connect.ts';
import { testDatabase } from '../../platform/database/testing/test-database.ts';
import { silentLogger } from '../../platform/log/logger.ts';
import type { OperationDefinition } from '../../platform/operations/definition.ts';
import { fourTests } from '../../platform/operations/testing/four-tests.ts';
import { startTestEngine } from '../../platform/operations/testing/test-engine.ts';
import { listCertificates } from '../erase/certificate-store.ts';
import { inspectedDisks } from '../erase/inspected-disks.ts';
import { eraseHandlers } from '../erase/routes.ts';
import { addUsedMachine, type EraseWorld, setFaults } from '../erase/testing/world.ts';
import { findRescuePassword } from '../rescue/password.ts';
import { bootRescue, nodeStateOf, type RescueWorld, rescueWorld } from '../rescue/testing/world.ts';
import { getMachine } from '../store.ts';
import { machineErase, type MachineEraseInput } from './machine-erase.ts';

fourTests('machine.erase', new URL('./machine-erase.scenario.ts', import.meta.url));

describe('erasing a machine', () => {
  let database: Database;
  let world: RescueWorld;
  beforeEach(async () => {
    database = await testDatabase();
    const directory = mkdtempSync(join(tmpdir(), 'tuskar-erase-'));
    onTestFinished(() => rmSync(directory, { recursive: true }));
    world = rescueWorld({ database, directory });
    await addUsedMachine(world, 'm1');
  });

  /** Asks for it, where it is refused before there is an operation. */
  const ask = async () => {
    const engine = { submit: async () => expect.unreachable('it is refused before') } as never;
    const handlers = eraseHandlers({ ...world, engine, log: silentLogger() });
    const request = { params: { name: 'm1' }, body: { goal: 'ready' as const }, query: undefined };
    const actor = { name: 'vera' } as Parameters<(typeof handlers)['machine.erase']>[0]['actor'];
    return await handlers['machine.erase']({ ...request, actor, requestId: 'r' });
  };

  const disksOf = async () => inspectedDisks(world, await getMachine(database.db, 'm1'));

  async function engineOf(deps: EraseWorld) {
    const definition = machineErase(deps) as unknown as OperationDefinition;
    const engine = await startTestEngine({ database, definitions: [definition], roles: ['worker'] });
    onTestFinished(engine.stop);
    return engine;
  }

  async function erase(goal: MachineEraseInput['goal'], deps = world) {
    const { engine, untilEnded } = await engineOf(deps);
    const input = { machine: 'm1', goal, reason: null };
    const { id } = await engine.submit({ kind: 'machine.erase', input, requestedBy: 'vera' });
    return { engine, untilEnded, operation: await untilEnded(id) };
  }

  it('makes it ready, with a certificate of each disk', async () => {
    const { operation } = await erase('ready');
    expect(operation).toMatchObject({ state: 'succeeded', error: null });
    expect(await getMachine(database.db, 'm1')).toMatchObject({ state: 'ready', failure: null });
    const [certificate] = await listCertificates(database.db, { limit: 10 });
    const known = await disksOf();
    expect(known?.length).toBeGreaterThan(0);
    expect(((certificate?.disks ?? []) as { serial: string }[]).map(({ serial }) => serial)).toEqual(
      known?.map(({ serial }) => serial),
    );
    const { registry } = await world.bareMetalOf('simulated');
    const { id } = await getMachine(database.db, 'm1');
    expect((await registry.show(id)).provisionState).toBe('manageable');
  });

  it('is refused at once while its host carries instances, which it names', async () => {
    world.setHosts({ m1: { cloud: 'west', instances: ['web-1', 'db-1'] } });
    await expect(ask()).rejects.toMatchObject({
      code: 'machine-occupied',
      message: 'The host m1 on m1 carries 2 instances: web-1 (id-web-1), db-1 (id-db-1).',
    });
  });

  it.each([
    [{ roles: ['controller', 'network'] }, 'The host m1 on m1 is controller and network of the cloud west.'],
    [
      { silent: true },
      'The host m1 on m1 is compute of the cloud west. What it carries is not known: 198.18.0.10 does not answer.',
    ],
  ])('is refused at once while its host is one of a cloud: %j', async (host, message) => {
    world.setHosts({ m1: { cloud: 'west', instances: [], ...host } });
    await expect(ask()).rejects.toMatchObject({
      code: 'host-in-use',
      message,
      remedy: 'Take it out of the intent of west and apply that, or destroy the cloud; then try again.',
    });
    expect((await getMachine(database.db, 'm1')).state).toBe('in-use');
  });

  it('ends where instances came meanwhile; the machine goes on as before', async () => {
    world.setHosts({ m1: { cloud: 'west', instances: ['web-1'] } });
    const { operation } = await erase('ready');
    expect(operation.error).toMatchObject({ code: 'machine-occupied' });
    const machine = await getMachine(database.db, 'm1');
    expect(machine).toMatchObject({ state: 'in-use', host: 'm1', operation: null });
    expect(world.hosts()).toHaveProperty('m1');
  });

  it('is refused while its host belongs to a cloud', async () => {
    world.setHosts({ m1: { cloud: 'west', instances: [] } });
    const { operation } = await erase('retired');
    expect(operation.error).toMatchObject({ code: 'host-in-use' });
    expect((await getMachine(database.db, 'm1')).state).toBe('in-use');
  });

  describe('that runs the rescue system', () => {
    beforeEach(() => bootRescue(world, 'm1'));

    it('retires it without booting its own system, and forgets the password', async () => {
      const { id } = await getMachine(database.db, 'm1');
      const password = () => findRescuePassword(world.secrets, { id });
      expect(await password()).toBeDefined();
      expect((await erase('retired')).operation).toMatchObject({ state: 'succeeded' });
      expect(await getMachine(database.db, 'm1')).toMatchObject({ state: 'retired', host: null });
      expect(world.hosts()).toEqual({});
      expect(await password()).toBeUndefined();
    });

    it('leaves it there while its host belongs to a cloud', async () => {
      world.setHosts({ m1: { cloud: 'west', instances: [] } });
      await expect(ask()).rejects.toMatchObject({ code: 'host-in-use' });
      const { operation } = await erase('ready');
      expect(operation).toMatchObject({ state: 'failed', error: { code: 'host-in-use' } });
      const machine = await getMachine(database.db, 'm1');
      expect(machine).toMatchObject({ state: 'rescued', host: 'm1', operation: null });
      expect(await nodeStateOf(world, 'm1')).toBe('rescue');
    });

    it('leaves it there where it is cancelled before its host is forgotten', async () => {
      const asked = Promise.withResolvers<string>();
      const occupancy = {
        ...world.occupancy,
        cloudOf: async (host: string) => {
          await engine.cancel(await asked.promise, { requestedBy: 'vera' });
          return await world.occupancy.cloudOf(host);
        },
      };
      const { engine, untilEnded } = await engineOf({ ...world, occupancy });
      const input = { machine: 'm1', goal: 'ready', reason: null };
      const { id } = await engine.submit({ kind: 'machine.erase', input, requestedBy: 'vera' });
      asked.resolve(id);
      expect(await untilEnded(id)).toMatchObject({ state: 'cancelled' });
      const machine = await getMachine(database.db, 'm1');
      expect(machine).toMatchObject({ state: 'rescued', host: 'm1', operation: null, failure: null });
      expect(world.hosts()).toHaveProperty('m1');
      expect(await nodeStateOf(world, 'm1')).toBe('rescue');
    });

    it('leaves it there where its host joins a cloud meanwhile', async () => {
      let asked = 0;
      const cloudOf = async () => (asked++ === 0 ? null : { cloud: 'west', roles: ['compute'] });
      const { operation } = await erase('ready', { ...world, occupancy: { ...world.occupancy, cloudOf } });
      expect(operation).toMatchObject({ state: 'failed', error: { code: 'host-in-use' } });
      const machine = await getMachine(database.db, 'm1');
      expect(machine).toMatchObject({ state: 'rescued', host: 'm1', operation: null });
    });

    it('takes it out, too, where nobody knows what runs on it', async () => {
      await database.db.updateTable('machine').set({ state: 'rescue-failed' }).execute();
      expect((await erase('ready')).operation).toMatchObject({ state: 'succeeded' });
      expect(await getMachine(database.db, 'm1')).toMatchObject({ state: 'ready', host: null });
    });
  });

  it('fails where a disk was not erased, names it, and ends once the disk is repaired', async () => {
    await setFaults(world, 'm1', [{ name: 'disk-fails' }]);
    const { operation, engine, untilEnded } = await erase('retired');
    expect(operation).toMatchObject({ state: 'failed', error: { code: 'node-work-failed' } });
    const machine = await getMachine(database.db, 'm1');
    expect(machine).toMatchObject({
      state: 'quarantined',
      failure: { part: expect.stringMatching(/^disk /) },
    });
    expect(await listCertificates(database.db, { limit: 10 })).toEqual([]);

    await setFaults(world, 'm1', []);
    await engine.retry(operation.id, { requestedBy: 'vera' });
    expect(await untilEnded(operation.id)).toMatchObject({ state: 'succeeded' });
    expect((await getMachine(database.db, 'm1')).state).toBe('retired');
  });

  it('fails where a disk that the last inspection knew is missing, and names it', async () => {
    const known = (await disksOf()) ?? [];
    const gone = known[0];
    await setFaults(world, 'm1', [{ name: 'disk-missing' }]);
    const { operation } = await erase('retired');
    expect(operation).toMatchObject({ state: 'failed', error: { code: 'erase-incomplete' } });
    const problems = operation.error?.context?.['problems'] as string[];
    expect(problems).toEqual([expect.stringContaining('was there at the last inspection')]);
    expect(known.some(({ serial }) => problems[0]?.includes(serial ?? '?'))).toBe(true);
    expect(gone).toBeDefined();
    expect((await getMachine(database.db, 'm1')).state).toBe('quarantined');
  });

  it.each([
    ['nothing was recorded', { results: async () => null }, 'erase-unproven'],
    [
      'what was recorded is rubbish',
      { results: async () => ({ results: [null, 7, { step: [] }] }) },
      'erase-unproven',
    ],
  ])('issues nothing where %s', async (_what, records, code) => {
    const bareMetal = await world.bareMetalOf('simulated');
    const deps = {
      ...world,
      bareMetalOf: async () => ({ ...bareMetal, records: { ...bareMetal.records, ...records } }),
    };
    const { operation } = await erase('retired', deps);
    expect(operation).toMatchObject({ state: 'failed', error: { code } });
    expect(await listCertificates(database.db, { limit: 10 })).toEqual([]);
  });

  it('issues nothing for a machine that was never inspected', async () => {
    const bareMetal = await world.bareMetalOf('simulated');
    const records = { ...bareMetal.records, inventory: async () => null };
    const { operation } = await erase('retired', {
      ...world,
      bareMetalOf: async () => ({ ...bareMetal, records }),
    });
    expect(operation).toMatchObject({ state: 'failed', error: { code: 'erase-unproven' } });
    expect(operation.nextAction).toContain('Inspect the machine');
  });
});
