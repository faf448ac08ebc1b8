import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KeeperClient } from '@tuskar/lab/keeper/client.ts';
import { tryIntent } from '../cli/src/try/intent.ts';
import { installationFor } from './installation.ts';

const tuskar = installationFor('e2e-faults', 8454);
const keeper = new KeeperClient({ socketPath: `${tuskar.run}/keeper.sock` });
const client = () => tuskar.client();
let image: string;

beforeAll(async () => {
  tuskar.prepare();
  await tuskar.mustRun(['server', 'start'], { timeoutSeconds: 300 });
  await tuskar.mustRun(['image', 'build', '--wait'], { timeoutSeconds: 1500 });
  image = (await client().call('image.list')).items.find(({ recipe }) => recipe === 'host')?.id ?? '';
  await tuskar.mustRun(['lab', 'up', 'faulty-1', '--wait'], { timeoutSeconds: 300 });
});
afterAll(() => tuskar.remove());

describe('a deployment in trouble', () => {
  let operation: string;

  it('begins, and tells a second apply who holds the cloud', async () => {
    const intent = tryIntent({ name: 'faulty', hosts: ['faulty-1'], image });
    const { id } = await client().call('cloud.plan', { params: { name: 'faulty' }, body: { intent } });
    await client().call('blueprint.approve', { params: { id }, body: {} });
    operation = (await client().call('blueprint.execute', { params: { id } })).id;
    const second = await tuskar.tuskar(['cloud', 'apply', id, '--yes']);
    expect(second.exitCode).toBe(5);
    expect(second.stderr).toContain(operation);
  });

  it.each([1, 2, 3])('goes on after kill -9 of the control plane (%i)', async (time) => {
    await waitFor(async () => {
      const { steps, stepList, state } = await client().call('operation.show', { params: { id: operation } });
      expect(state).not.toBe('failed');
      return steps.done >= time && stepList.some((step) => step.state === 'running');
    });
    process.kill(tuskar.pidOf('server'), 'SIGKILL');
    await tuskar.mustRun(['server', 'start']);
    expect((await client().call('operation.show', { params: { id: operation } })).state).not.toBe('failed');
  });

  it('says that a host whose power was cut does not answer, and goes on by retry once it is back', async () => {
    await waitFor(async () => {
      const { stepList } = await client().call('operation.show', { params: { id: operation } });
      return stepList.some((step) => step.state === 'running' && step.host !== null);
    });
    await keeper.killHost('faulty-1');
    await tuskar.mustRun(['operation', 'cancel', operation, '--reason', 'the host is gone']);
    await waitForEnd(operation);
    await keeper.bootHost('faulty-1');
    await tuskar.mustRun(['operation', 'retry', operation, '--wait'], { timeoutSeconds: 600 });
    expect((await client().call('operation.show', { params: { id: operation } })).state).toBe('succeeded');
  });

  it('ends with a cloud that works', async () => {
    const { stderr } = await tuskar.mustRun(['cloud', 'verify', 'faulty', '--wait'], { timeoutSeconds: 600 });
    expect(stderr).toContain(' 0 failed');
  });

  it('names the unit, host and journal where a service cannot start', async () => {
    const { hosts } = await client().call('lab.show');
    const address = hosts[0]?.addresses.management ?? '';
    await tuskar.ssh(address, 'systemctl stop memcached && mv /usr/bin/memcached /usr/bin/memcached.away');
    const failed = await tuskar.tuskar(['host', 'converge', 'faulty-1', '--wait'], { timeoutSeconds: 300 });
    expect(failed.exitCode).toBe(7);
    expect(failed.stderr).toMatch(/faulty-1/);
    expect(failed.stderr).toMatch(/memcached/);
    await tuskar.ssh(
      address,
      'mv /usr/bin/memcached.away /usr/bin/memcached && systemctl reset-failed memcached',
    );
    await tuskar.mustRun(['host', 'converge', 'faulty-1', '--wait'], { timeoutSeconds: 300 });
  });

  it('destroys the cloud and leaves its host bare', async () => {
    await tuskar.mustRun(['cloud', 'destroy', 'faulty', '--yes', '--reason', 'tested', '--wait'], {
      timeoutSeconds: 300,
    });
    expect((await client().call('cloud.list')).items).toEqual([]);
    const { hosts } = await client().call('lab.show');
    const units = await tuskar.ssh(
      hosts[0]?.addresses.management ?? '',
      'systemctl list-units --state=running --plain --no-legend',
    );
    expect(units).not.toMatch(/nova|neutron|keystone|glance|placement|mariadb|rabbitmq|haproxy|ovn/);
  });
});

async function waitFor(condition: () => Promise<boolean>): Promise<void> {
  await expect.poll(condition, { timeout: 300_000, interval: 100 }).toBe(true);
}

async function waitForEnd(id: string): Promise<void> {
  await waitFor(async () => (await client().call('operation.show', { params: { id } })).endedAt !== null);
}
