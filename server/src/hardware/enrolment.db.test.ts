import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MachineEnrolment } from '@tuskar/contract/machine-enrolment.ts';
import { password, TestBmcs } from '@tuskar/lab/bmc/testing/lab.ts';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { testDatabase } from '../platform/database/testing/test-database.ts';
import type { OperationDefinition } from '../platform/operations/definition.ts';
import { newOperationId } from '../platform/operations/operation-id.ts';
import { startTestEngine } from '../platform/operations/testing/test-engine.ts';
import { bmcOf } from './bmc-address.ts';
import { createDiscovery } from './discovery.ts';
import { machineEnrol } from './operations/machine-enrol.ts';
import { getMachine } from './store.ts';
import { enrolmentWorld, noEngine } from './testing/enrolment-world.ts';
import { unclaimedHandlers } from './unclaimed.ts';

const bmcs = new TestBmcs();
let lab: Awaited<ReturnType<TestBmcs['add']>>;
beforeAll(async () => {
  await bmcs.start();
  lab = await bmcs.add();
});
afterAll(() => bmcs.stop());

const given = (more: object = {}, bmc: object = {}) => {
  const address = `http://${lab.machine.bmc.address}:${lab.port}`;
  const reached = { address, user: lab.machine.bmc.user, password, ...bmc };
  return MachineEnrolment.parse({ name: 'm1', bmc: reached, inspect: false, ...more });
};

async function setUp() {
  const database = await testDatabase();
  const directory = await mkdtemp(join(tmpdir(), 'tuskar-enrol-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  const stage = { database, directory };
  const inspect: OperationDefinition<{ machine: string }> = {
    kind: 'machine.inspect',
    title: ({ machine }) => `Inspect ${machine}`,
    subject: ({ machine }) => ({ type: 'machine', name: machine }),
    plan: () => [],
  };
  const enrol = machineEnrol(enrolmentWorld(stage, noEngine));
  const start = async () => {
    const definitions = [enrol, inspect] as unknown as OperationDefinition[];
    const process = await startTestEngine({ database, definitions });
    onTestFinished(process.stop);
    return process;
  };
  const engine = await start();
  const world = enrolmentWorld(stage, engine.engine);
  return { ...world, ...engine, start, database };
}

describe('enrolling a machine', () => {
  it('registers it, reaches its BMC, keeps what that says, and goes on to the inspection', async () => {
    const { enrolment, db, untilEnded, service } = await setUp();
    const operation = await enrolment.enrol(given({ inspect: true, macs: ['AA-BB-CC-00-11-22'] }), 'vera');
    expect(await untilEnded(operation.id)).toMatchObject({ state: 'succeeded', requestedBy: 'vera' });
    const { serial } = lab.machine;
    expect(await getMachine(db, 'm1')).toMatchObject({
      manufacturer: 'Dell Inc.',
      serial,
      power: 'off',
      contact: 'reachable',
      failure: null,
      operation: null,
    });
    expect(service.nodes()).toMatchObject([
      { name: 'm1', provisionState: 'manageable', macs: ['aa:bb:cc:00:11:22'] },
    ]);
    const following = await db
      .selectFrom('operation')
      .select('input')
      .where('kind', '=', 'machine.inspect')
      .execute();
    expect(following).toEqual([{ input: { machine: 'm1', from: 'enrolling' } }]);
  });

  it.each([
    ['a wrong password', { password: 'no horse' }, 'bmc-password-wrong', { password }],
    ['no such system', { systemId: '/redfish/v1/Systems/99' }, 'bmc-system-unknown', { systemId: null }],
  ])('names %s, and goes on once that is corrected', async (_, wrong, code, right) => {
    const { enrolment, engine, db, untilEnded } = await setUp();
    const { id } = await enrolment.enrol(given({}, wrong), 'vera');
    expect(await untilEnded(id)).toMatchObject({ state: 'failed', error: { code } });
    expect(await getMachine(db, 'm1')).toMatchObject({
      state: 'enrolling',
      operation: null,
      failure: { code },
    });
    await enrolment.update('m1', { bmc: right });
    await engine.retry(id, { requestedBy: 'vera' });
    expect(await untilEnded(id)).toMatchObject({ state: 'succeeded' });
    expect(await getMachine(db, 'm1')).toMatchObject({ failure: null, contact: 'reachable' });
  });

  it('keeps the password from the database, its events and its operations', async () => {
    const { enrolment, untilEnded, database } = await setUp();
    await untilEnded((await enrolment.enrol(given({}, { password: 'no horse at all' }), 'vera')).id);
    for (const table of ['machine', 'event', 'operation', 'operation_step', 'operation_log', 'secret']) {
      const { rows } = await database.pool.query(`SELECT ${table}::text AS row FROM ${table}`);
      expect(JSON.stringify(rows), `in ${table}`).not.toContain('no horse');
    }
  });

  it.each([
    ['name', { name: 'm1' }, { address: 'b2' }, 'machine-exists'],
    ['BMC', { name: 'm2' }, {}, 'machine-bmc-taken'],
    ['MAC address', { name: 'm2', macs: ['aa:bb:cc:00:11:22'] }, { address: 'b2' }, 'machine-mac-taken'],
    ['serial number', { name: 'm2', serial: 'S1' }, { address: 'b2' }, 'machine-serial-taken'],
  ])('refuses the %s of another', async (_, more, bmc, code) => {
    const { enrolment } = await setUp();
    await enrolment.addAll([given({ macs: ['AA:BB:CC:00:11:22'], serial: 'S1' })]);
    await expect(enrolment.enrol(given(more, bmc), 'vera')).rejects.toMatchObject({
      code,
      message: expect.stringContaining('machine m1') as string,
    });
  });

  it('adds all that are given, or none', async () => {
    const { enrolment, db } = await setUp();
    const many = [given({ name: 'a' }, { address: 'b1' }), given({ name: 'b' }, { address: 'b1' })];
    await expect(enrolment.addAll(many)).rejects.toMatchObject({ code: 'machine-bmc-taken' });
    expect(await db.selectFrom('machine').select('name').execute()).toEqual([]);
  });

  it('begins again only while it is not done', async () => {
    const { enrolment, untilEnded, db } = await setUp();
    await enrolment.addAll([given()]);
    const { id } = await enrolment.enrolAgain('m1', { inspect: false, by: 'vera' });
    expect(await untilEnded(id)).toMatchObject({ state: 'succeeded' });
    await db.updateTable('machine').set({ state: 'ready' }).execute();
    await expect(enrolment.enrolAgain('m1', { inspect: false, by: 'vera' })).rejects.toMatchObject({
      code: 'machine-state',
    });
  });

  it('is enrolled by the next process where the one that added it ended with that', async () => {
    const { enrolment, engine, start, db } = await setUp();
    await engine.stop();
    const { id } = await enrolment.enrol(given(), 'vera');
    expect(await getMachine(db, 'm1')).toMatchObject({ state: 'enrolling', contact: 'unknown' });
    const { untilEnded } = await start();
    expect(await untilEnded(id)).toMatchObject({ state: 'succeeded' });
    expect(await getMachine(db, 'm1')).toMatchObject({ contact: 'reachable' });
  });

  it('is neither there nor enrolled where the operation for it cannot be queued', async () => {
    const { enrolment, engine, db } = await setUp();
    await engine.stop();
    const input = { machine: 'm1' };
    await engine.submit({ kind: 'machine.inspect', input, requestedBy: 'ada' });
    await expect(enrolment.enrol(given(), 'vera')).rejects.toMatchObject({ code: 'subject-busy' });
    expect(await db.selectFrom('machine').select('name').execute()).toEqual([]);
  });
});

describe('a machine that is known', () => {
  it('has its labels changed one by one, its note, and its BMC also where it is registered', async () => {
    const { enrolment, service, untilEnded } = await setUp();
    await untilEnded((await enrolment.enrol(given({ labels: { team: 'red', wave: '1' } }), 'vera')).id);
    const changed = await enrolment.update('m1', {
      labels: { wave: null, rank: '2' },
      note: 'loud',
      bmc: { user: 'root', password: 'new horse' },
    });
    expect(changed).toMatchObject({
      labels: { team: 'red', rank: '2' },
      note: 'loud',
      bmc_user: 'root',
      contact: 'unknown',
    });
    expect(service.nodes()).toMatchObject([{ bmc: { user: 'root', password: 'new horse' } }]);
  });

  it('cannot be given the BMC of another', async () => {
    const { enrolment } = await setUp();
    await enrolment.addAll([
      given({ name: 'a' }, { address: 'b1' }),
      given({ name: 'b' }, { address: 'b2' }),
    ]);
    const moved = enrolment.update('b', { bmc: { address: 'b1' } });
    await expect(moved).rejects.toMatchObject({ code: 'machine-bmc-taken' });
  });

  it('is forgotten with its node and its password, where it has not been in use', async () => {
    const { enrolment, service, untilEnded, db } = await setUp();
    await untilEnded((await enrolment.enrol(given(), 'vera')).id);
    await db.updateTable('machine').set({ state: 'ready' }).execute();
    await expect(enrolment.forget('m1')).rejects.toMatchObject({ code: 'machine-state' });
    await db.updateTable('machine').set({ state: 'inspected' }).execute();
    await enrolment.forget('m1');
    expect(await db.selectFrom('machine').select('name').execute()).toEqual([]);
    expect(await db.selectFrom('secret').select('name').execute()).toEqual([]);
    expect(service.nodes()).toEqual([]);
    await expect(enrolment.forget('m1')).rejects.toMatchObject({ code: 'machine-not-found' });
  });

  it('is neither changed nor forgotten under an operation that holds it', async () => {
    const { enrolment, engine } = await setUp();
    await enrolment.addAll([given()]);
    await engine.stop();
    await engine.submit({
      id: newOperationId(),
      kind: 'machine.inspect',
      input: { machine: 'm1' },
      requestedBy: 'ada',
    });
    await expect(enrolment.forget('m1')).rejects.toMatchObject({ code: 'subject-busy' });
    await expect(enrolment.update('m1', { bmc: { user: 'x' } })).rejects.toMatchObject({
      code: 'subject-busy',
    });
    expect(await enrolment.update('m1', { note: 'x' })).toMatchObject({ note: 'x' });
  });
});

describe('a node that the bare-metal service had before', () => {
  it('is unclaimed until it is enrolled as a machine, and stays the same node', async () => {
    const { enrolment, service, untilEnded, db, bareMetalOf } = await setUp();
    const { registry } = await bareMetalOf('ironic');
    const id = 'a3b1c2d4-0000-4000-8000-000000000007';
    const bmc = { ...bmcOf(given().bmc), password: null };
    await registry.enrol({ id, name: 'booted-by-itself', bmc, macs: [] });
    const list = () =>
      unclaimedHandlers({ discovery: createDiscovery({ db, bareMetalOf }) })['unclaimed-node.list'](
        {} as never,
      );
    expect(await list()).toMatchObject({
      items: [{ node: id, name: 'booted-by-itself', provisionState: 'enroll' }],
    });
    await untilEnded((await enrolment.enrol(given({ node: id }), 'vera')).id);
    expect(await list()).toEqual({ items: [] });
    expect(service.nodes()).toMatchObject([{ id, name: 'm1', provisionState: 'manageable' }]);
  });
});
