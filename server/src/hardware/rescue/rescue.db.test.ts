import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MachineDetail } from '@tuskar/contract/machine.ts';
import type { RescueAccess } from '@tuskar/contract/machine-rescue.ts';
import type { Operation } from '@tuskar/contract/operation.ts';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { testDatabase } from '../../platform/database/testing/test-database.ts';
import type { AnyHandler } from '../../platform/http/handler.ts';
import { bearer, createTestServer } from '../../platform/http/testing/test-server.ts';
import type { OperationDefinition } from '../../platform/operations/definition.ts';
import type { Stage } from '../../platform/operations/testing/scenario.ts';
import { startTestEngine } from '../../platform/operations/testing/test-engine.ts';
import { addUsedMachine, setFaults } from '../erase/testing/world.ts';
import { machineRescue } from '../operations/machine-rescue.ts';
import { machineUnrescue } from '../operations/machine-unrescue.ts';
import { toMachineDetail } from '../resource.ts';
import { getMachine } from '../store.ts';
import { rescueHandlers } from './routes.ts';
import { nodeStateOf, type RescueWorld, rescueWorld } from './testing/world.ts';

let stage: Stage;
let world: RescueWorld;
beforeEach(async () => {
  const directory = mkdtempSync(join(tmpdir(), 'tuskar-rescue-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  stage = { database: await testDatabase(), directory };
  world = rescueWorld(stage);
  await addUsedMachine(world, 'm1');
});

const shown = async (): Promise<MachineDetail> => toMachineDetail(await getMachine(world.db, 'm1'));

/** The API over an engine that works. */
async function start(deps = world) {
  const definitions = [machineRescue(deps), machineUnrescue(deps)] as unknown as OperationDefinition[];
  const { database } = stage;
  const running = await startTestEngine({ database, definitions, roles: ['worker'] });
  onTestFinished(running.stop);
  const answers = rescueHandlers({ ...deps, engine: running.engine });
  const { app } = await createTestServer({ answers: answers as unknown as Record<string, AnyHandler> });
  onTestFinished(() => app.close());
  const post = async <Reply>(verb: string, payload?: object): Promise<Reply> => {
    const url = `/v1/machines/m1/${verb}`;
    const headers = bearer('hardware.operate');
    return (await app.inject({ method: 'POST', url, headers, ...(payload && { payload }) })).json();
  };
  const ended = async (verb: string, payload?: object) =>
    await running.untilEnded((await post<Operation>(verb, payload)).id);
  return { ...running, post, ended };
}

const body = { reason: 'its boot loader is broken' };

describe('rescuing a machine', () => {
  it('lets somebody in, who leaves again', async () => {
    const { post, ended } = await start();
    expect(await post('rescue-access')).toMatchObject({ code: 'machine-state', status: 409 });
    expect(await ended('rescue', body)).toMatchObject({ state: 'succeeded', reason: body.reason });
    expect(await shown()).toMatchObject({
      state: 'rescued',
      stateReason: expect.stringContaining(body.reason),
      late: false,
      host: 'm1',
      actions: ['unrescue', 'erase'],
    });
    const access = await post<RescueAccess>('rescue-access');
    expect(access).toMatchObject({ user: 'rescue', address: expect.stringMatching(/^198\.19\./) });
    expect(access.password).toBe(world.passwordSent());
    expect(await post('rescue', body)).toMatchObject({ code: 'machine-state' });

    expect(await ended('unrescue')).toMatchObject({ state: 'succeeded' });
    expect(await shown()).toMatchObject({ state: 'in-use', host: 'm1', failure: null });
    expect(await nodeStateOf(world, 'm1')).toBe('active');
    expect(await post('rescue-access')).toMatchObject({ code: 'machine-state' });
  });

  it('has another password each time', async () => {
    const { ended } = await start();
    await ended('rescue', body);
    const first = world.passwordSent();
    await ended('unrescue');
    await ended('rescue', body);
    expect(world.passwordSent()).not.toBe(first);
  });

  it('is refused while its host carries instances, unless somebody insists', async () => {
    const { post, ended } = await start();
    world.setHosts({ m1: { instances: ['web'] } });
    expect(await post('rescue', body)).toMatchObject({ code: 'machine-occupied', status: 409 });
    expect(await post('rescue', { reason: ' ' })).toMatchObject({ code: 'invalid-request' });
    expect(await ended('rescue', { ...body, force: true })).toMatchObject({ state: 'succeeded' });
  });

  it('is refused at once where the bare-metal service cannot do it', async () => {
    const service = await world.bareMetalOf('simulated');
    const validate = async () => ({ rescue: 'Driver redfish does not support validate_rescue.' });
    const registry = { ...service.registry, validate };
    const { post } = await start({ ...world, bareMetalOf: async () => ({ ...service, registry }) });
    expect(await post('rescue', body)).toMatchObject({
      code: 'rescue-unsupported',
      detail: expect.stringContaining('validate_rescue'),
    });
    expect(await shown()).toMatchObject({ state: 'in-use' });
  });
});

it('a machine whose host was adopted is not rescued, and stays in use', async () => {
  const { post, engine, untilEnded } = await start();
  const { registry, work } = await world.bareMetalOf('simulated');
  await work.provision((await shown()).id, { verb: 'deleted' });
  expect((await registry.show((await shown()).id)).provisionState).toBe('available');
  expect(await post('rescue', body)).toMatchObject({ code: 'node-state' });
  const input = { machine: 'm1', ...body };
  const { id } = await engine.submit({ kind: 'machine.rescue', input, requestedBy: 'vera' });
  expect(await untilEnded(id)).toMatchObject({ state: 'failed' });
  expect(await shown()).toMatchObject({ state: 'in-use', failure: { code: 'node-state' } });
});

describe('a rescue that fails', () => {
  it('boots its own system again, and says why', async () => {
    const { ended } = await start();
    await setFaults(world, 'm1', [{ name: 'no-boot' }]);
    expect(await ended('rescue', body)).toMatchObject({ state: 'failed' });
    expect(await nodeStateOf(world, 'm1')).toBe('active');
    expect(await shown()).toMatchObject({
      state: 'in-use',
      operation: null,
      failure: { code: 'node-agent-silent', message: expect.stringContaining('rescue ramdisk') },
      nextAction: expect.stringContaining('tuskar operation retry'),
    });
  });

  it('waits for a person where its BMC does not even bring it back; then it goes either way', async () => {
    const { ended } = await start();
    await setFaults(world, 'm1', [{ name: 'bmc-timeout' }]);
    expect(await ended('rescue', body)).toMatchObject({ state: 'failed' });
    expect(await shown()).toMatchObject({
      state: 'rescue-failed',
      failure: { code: 'node-bmc-failed' },
      actions: ['rescue', 'unrescue', 'quarantine', 'erase'],
    });
    expect(await ended('unrescue')).toMatchObject({ state: 'failed' });
    expect(await shown()).toMatchObject({ state: 'rescue-failed', failure: { code: 'node-bmc-failed' } });

    await setFaults(world, 'm1', []);
    expect(await ended('rescue', body)).toMatchObject({ state: 'succeeded' });
    expect(await shown()).toMatchObject({ state: 'rescued', failure: null });
    expect(await ended('unrescue')).toMatchObject({ state: 'succeeded' });
    expect(await shown()).toMatchObject({ state: 'in-use', failure: null });
  });
});

it('a rescue that is cancelled while the machine boots leaves it in use', async () => {
  const slow = rescueWorld(stage, { pace: 0.02 });
  const { engine, post, until, untilEnded } = await start(slow);
  const { id } = await post<Operation>('rescue', body);
  await until(id, ({ stepList }) => stepList.some(({ message }) => message === 'rescue wait'));
  await engine.cancel(id, { requestedBy: 'vera' });
  expect(await untilEnded(id)).toMatchObject({ state: 'cancelled' });
  expect(await nodeStateOf(slow, 'm1')).toBe('active');
  expect(await shown()).toMatchObject({ state: 'in-use', failure: null, operation: null });
  expect(await slow.secrets.newest(`machine/${(await shown()).id}/rescue`)).toBeUndefined();
});
