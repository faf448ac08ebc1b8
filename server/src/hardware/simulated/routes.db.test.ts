import { beforeEach, expect, it, onTestFinished } from 'vitest';
import type { AnyHandler } from '../../platform/http/handler.ts';
import { bearer, createTestServer, type TestServer } from '../../platform/http/testing/test-server.ts';
import { addMachine } from '../testing/acceptance-world.ts';
import { likeMachines, simulatedWorld, type SimulatedWorld } from '../testing/simulated-world.ts';
import { simulatedHandlers } from './routes.ts';
import { findSimulatedNode } from './store.ts';

let world: SimulatedWorld;
let server: TestServer;
let machine: Awaited<ReturnType<SimulatedWorld['add']>>;

beforeEach(async () => {
  world = await simulatedWorld();
  const handlers = simulatedHandlers({ db: world.db, seed: world.seed });
  server = await createTestServer({ answers: handlers as unknown as Record<string, AnyHandler> });
  onTestFinished(() => server.app.close());
  const [index = 0] = likeMachines(1);
  machine = await world.add(index);
});

async function fault(name: string, ...faults: { name: string; target?: string }[]) {
  const url = `/v1/machines/${name}/faults`;
  const headers = bearer('hardware.operate');
  return (await server.app.inject({ method: 'PUT', url, headers, payload: { faults } })).json();
}

async function faultsOf(name: string) {
  const url = `/v1/machines/${name}/faults`;
  const headers = bearer('hardware.read');
  return (await server.app.inject({ method: 'GET', url, headers })).json();
}

it('breaks a simulated machine, its parts named, and repairs it', async () => {
  const [drive] = machine.machine.drives;
  const faults = [{ name: 'disk-slow', target: drive?.bay }, { name: 'no-boot' }];
  expect(await fault(machine.name, { name: 'disk-slow' }, { name: 'no-boot' })).toEqual({ faults });
  expect(await faultsOf(machine.name)).toEqual({ faults });
  expect(await findSimulatedNode(world.db, machine.id)).toMatchObject({
    faults: [`disk-slow:${drive?.bay}`, 'no-boot'],
  });
  expect(await world.run('machine.inspect', { machine: machine.name })).toMatchObject({ state: 'failed' });

  expect(await fault(machine.name)).toEqual({ faults: [] });
  expect(await faultsOf(machine.name)).toEqual({ faults: [] });
  expect(await world.run('machine.inspect', { machine: machine.name })).toMatchObject({ state: 'succeeded' });
});

it('refuses a machine that is real, one that is not there, and a part that it lacks', async () => {
  await addMachine(world.db, 'real');
  expect(await fault('real', { name: 'no-boot' })).toMatchObject({
    status: 409,
    code: 'machine-not-simulated',
  });
  expect(await faultsOf('real')).toMatchObject({ status: 409, code: 'machine-not-simulated' });
  expect(await fault('nobody', { name: 'no-boot' })).toMatchObject({
    status: 404,
    code: 'machine-not-found',
  });
  expect(await fault(machine.name, { name: 'disk-slow', target: 'bay-99' })).toMatchObject({
    code: 'lab-part-not-found',
    detail: expect.stringContaining('bay-99'),
  });
});
