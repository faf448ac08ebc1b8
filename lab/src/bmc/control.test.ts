import { once } from 'node:events';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { simulatedMachine } from '../simulated/fleet.ts';
import { BmcClient } from './client.ts';
import { createControlServer } from './control.ts';
import { password, Redfish, TestBmcs, testMachine } from './testing/lab.ts';

const bmcs = new TestBmcs();
let server: Server;
let client: BmcClient;

beforeEach(async () => {
  await bmcs.start();
  const socketPath = join(bmcs.directory, 'control.sock');
  server = createControlServer({
    fleet: bmcs.fleet,
    log: pino({ level: 'silent' }),
    httpsPort: () => bmcs.port,
    requests: () => 7,
  });
  server.listen(socketPath);
  await once(server, 'listening');
  client = new BmcClient({ socketPath });
});
afterEach(async () => {
  await bmcs.fleet.remove('m1');
  await new Promise((resolve) => server.close(resolve));
  await bmcs.stop();
});

const simulated = { kind: 'simulated' } as const;

it('adds, shows and removes a machine', async () => {
  const machine = testMachine();
  const added = await client.add({ machine, body: simulated });
  expect(added).toEqual({
    name: 'm1',
    uuid: machine.uuid,
    profile: 'dell-r650',
    body: 'simulated',
    address: '127.31.0.1',
    power: 'Off',
    bootOverride: null,
    media: null,
    faults: [],
  });
  expect(await client.add({ machine, body: simulated })).toEqual(added);
  expect(await client.machines()).toEqual([added]);
  expect(await client.machine('m1')).toEqual(added);
  expect(await client.description('m1')).toEqual(machine);
  await client.remove('m1');
  await client.remove('m1');
  expect(await client.machines()).toEqual([]);
});

it('shows what clients of the BMC have set', async () => {
  const redfish = await bmcs.add();
  await redfish.patch('Systems/System.Embedded.1', { Boot: { BootSourceOverrideTarget: 'Pxe' } });
  expect(await client.machine('m1')).toMatchObject({ bootOverride: { target: 'Pxe', enabled: 'Once' } });
});

it('switches a machine as whoever stands before it does', async () => {
  await client.add({ machine: testMachine(), body: simulated });
  expect(await client.switchPower('m1', 'On')).toMatchObject({ power: 'On' });
  expect(await client.switchPower('m1', 'On')).toMatchObject({ power: 'On' });
  expect(await client.switchPower('m1', 'Off')).toMatchObject({ power: 'Off' });
});

it('refuses a machine that has the name or the address of another', async () => {
  await client.add({ machine: testMachine(), body: simulated });
  const sameName = testMachine('m1', 2);
  const sameAddress = { ...testMachine('m2', 2), bmc: testMachine().bmc };
  for (const machine of [sameName, sameAddress]) {
    await expect(client.add({ machine, body: simulated })).rejects.toMatchObject({
      code: 'lab-machine-conflict',
    });
  }
});

it('sets faults, and names the part where none was named', async () => {
  await client.add({ machine: testMachine(), body: simulated });
  const { faults } = await client.setFaults('m1', [{ name: 'dimm-missing' }, { name: 'bmc-error' }]);
  expect(faults).toEqual([{ name: 'dimm-missing', target: 'A1' }, { name: 'bmc-error' }]);
  await expect(client.setFaults('m1', [{ name: 'dimm-missing', target: 'Z9' }])).rejects.toMatchObject({
    code: 'lab-part-not-found',
  });
  expect((await client.setFaults('m1', [])).faults).toEqual([]);
});

it('says which machine is not there, and what it cannot take', async () => {
  await expect(client.setFaults('m9', [])).rejects.toMatchObject({ code: 'lab-machine-not-found' });
  await expect(client.simulate({ count: -1, seed: 1 })).rejects.toMatchObject({ code: 'invalid-request' });
  await expect(client.setFaults('m1', [{ name: 'on-fire' as 'overheat' }])).rejects.toMatchObject({
    code: 'invalid-request',
  });
});

it('has a simulated fleet of the size and seed asked for', async () => {
  const { simulated: size } = await client.simulate({ count: 250, seed: 3 });
  expect(size).toEqual({ count: 250, seed: 3 });
  const page = await client.simulated({ first: 200, count: 100 });
  expect(page).toHaveLength(50);
  expect(page[0]).toEqual(simulatedMachine(3, 200, '127.30.0.0'));
  const [machine] = page;
  const { user, password: secret } = machine?.bmc ?? { user: '', password: '' };
  const redfish = new Redfish(page[0] ?? testMachine(), bmcs.port);
  expect((await redfish.get('Systems', { as: [user, secret] })).status).toBe(200);
  expect((await redfish.get('Systems', { as: [user, password] })).status).toBe(401);
});

it('keeps what was done to a simulated machine, until the fleet is another one', async () => {
  await client.simulate({ count: 10, seed: 3 });
  await client.setFaults('sim-00004', [{ name: 'fan-failed' }]);
  await bmcs.restart();
  const fleet = await bmcs.fleet.get('sim-00004');
  expect(fleet.state.faults).toEqual([{ name: 'fan-failed', target: 'FAN1' }]);
  bmcs.fleet.simulate({ count: 10, seed: 4 });
  expect((await bmcs.fleet.get('sim-00004')).state.faults).not.toContainEqual({
    name: 'fan-failed',
    target: 'FAN1',
  });
});

it('has no machine beyond its size', async () => {
  await client.simulate({ count: 10, seed: 3 });
  await expect(client.machine('sim-00010')).rejects.toMatchObject({ code: 'lab-machine-not-found' });
  expect(await bmcs.fleet.at('127.30.0.11')).toBeUndefined();
});

it('says how it is', async () => {
  expect(await client.status()).toMatchObject({ pid: process.pid, machines: 0, requests: 7 });
});
