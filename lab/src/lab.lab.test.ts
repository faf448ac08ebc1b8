import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { isTuskarError } from '@tuskar/contract/error.ts';
import { run, succeeds } from './command.ts';
import type { KeeperProcess } from './fixtures/keeper-process.ts';
import { TestLab } from './fixtures/test-lab.ts';
import { type MachineSnapshot, snapshotDifference, snapshotMachine } from './traces/snapshot.ts';

let lab: TestLab;
let keeper: KeeperProcess;
let before: MachineSnapshot;

beforeAll(async () => {
  lab = await TestLab.create();
  before = await snapshotMachine();
});
beforeEach(async () => {
  keeper = await lab.keeper();
});
afterEach(() => lab.reset());
afterAll(() => lab.dispose());

/** A line for each thing that is not as it was. */
const traces = async (): Promise<string> => snapshotDifference(before, await snapshotMachine()).join('\n');

test('a host answers ssh under the key that was announced, and reaches the lab but nothing else', async () => {
  const status = await keeper.client.up(lab.request('one', 'two'));
  expect(status).toMatchObject({ state: 'up', hosts: [{ state: 'running' }, { state: 'running' }] });
  const [one] = status.hosts;
  if (!one) throw new Error('no host');
  const facts = await lab.ssh(one, 'hostname; ip -4 -o address show host0; ls /sys/class/net | sort | xargs');
  expect(facts).toMatch(/^one\n.*198\.18\.0\.11\/20.*\next0 host0 lo tun0$/s);
  expect(await lab.ssh(one, 'ping -c1 -W2 198.18.0.12 && ping -c1 -W2 198.19.255.254')).toContain(
    '1 received',
  );
  expect(await lab.ssh(one, 'ping -c1 -W1 192.0.2.1 2>&1 || true')).toContain('Net Unreachable');
  expect(
    await lab.ssh(one, 'echo 1 > /proc/sys/net/ipv4/ip_forward && test -c /dev/net/tun && echo ok'),
  ).toBe('ok');
});

test('down leaves the machine as it was', async () => {
  await keeper.client.up(lab.request('one'));
  expect(await traces()).not.toBe('');
  expect(await keeper.client.down()).toMatchObject({ state: 'down', hosts: [] });
  expect(await traces()).toBe('');
});

test('up again with nothing changed leaves the hosts alone', async () => {
  const first = await keeper.client.up(lab.request('one'));
  expect(await keeper.client.up(lab.request('one'))).toEqual(first);
  const more = await keeper.client.up(lab.request('one', 'two'));
  expect(more.hosts[0]).toEqual(first.hosts[0]);
  expect(more.hosts[1]).toMatchObject({ name: 'two', state: 'running' });
});

test('a host keeps its disk and its key over a power cut', async () => {
  const request = lab.request('one');
  const { hosts } = await keeper.client.up(request);
  const [one] = hosts;
  if (!one) throw new Error('no host');
  await lab.ssh(one, 'echo kept > /root/file; sync');
  expect(await keeper.client.killHost('one')).toMatchObject({ state: 'stopped', leaderPid: null });
  const booted = await keeper.client.bootHost('one');
  expect(booted).toMatchObject({ state: 'running', hostKey: one.hostKey });
  expect(await lab.ssh(booted, 'cat /root/file')).toBe('kept');
});

test('a host whose first process is killed is seen stopped, and boots again', async () => {
  const { hosts } = await keeper.client.up(lab.request('one'));
  process.kill(hosts[0]?.leaderPid ?? 0, 'SIGKILL');
  await expect
    .poll(async () => (await keeper.client.status()).lab.hosts[0]?.state, { timeout: 5000 })
    .toBe('stopped');
  expect(await keeper.client.bootHost('one')).toMatchObject({ state: 'running' });
  await keeper.client.down();
  expect(await traces()).toBe('');
});

test('a host whose nspawn is killed leaves no orphan', async () => {
  const { hosts } = await keeper.client.up(lab.request('one'));
  const leader = hosts[0]?.leaderPid;
  const nspawn = Number(await run(['ps', '-o', 'ppid=', '-p', String(leader)]));
  process.kill(nspawn, 'SIGKILL');
  await expect.poll(() => succeeds(['kill', '-0', String(leader)]), { timeout: 5000 }).toBe(false);
  await keeper.client.removeHost('one');
  expect((await keeper.client.status()).lab).toMatchObject({ state: 'up', hosts: [] });
});

test('hosts are added and removed one by one', async () => {
  await keeper.client.up(lab.request('one'));
  const { image, authorizedKey } = lab.request();
  const two = await keeper.client.addHost({ image, authorizedKey, name: 'two', index: 2 });
  expect(two).toMatchObject({ state: 'running', addresses: { management: '198.18.0.12' } });
  const clash = keeper.client.addHost({ image, authorizedKey, name: 'three', index: 2 });
  await expect(clash).rejects.toSatisfy((error) => isTuskarError(error, 'lab-host-conflict'));
  await keeper.client.removeHost('two');
  await expect(keeper.client.bootHost('two')).rejects.toSatisfy((error) =>
    isTuskarError(error, 'lab-host-not-found'),
  );
});

test('down ends an up that is under way', async () => {
  const up = keeper.client.up(lab.request('one'), {
    onProgress: ({ message }) => {
      if (message.includes('first process')) void keeper.client.down();
    },
  });
  await expect(up).rejects.toSatisfy((error) => isTuskarError(error, 'lab-interrupted'));
  await keeper.client.down();
  expect(await traces()).toBe('');
});
