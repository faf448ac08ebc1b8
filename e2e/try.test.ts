import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { type MachineSnapshot, snapshotDifference, snapshotMachine } from '../lab/src/traces/snapshot.ts';
import { installationFor } from './installation.ts';
import { restarted, unitStarts } from './units.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..');
const tuskar = installationFor('e2e-try', 8453);
const host = '198.18.0.11';

let before: MachineSnapshot;

beforeAll(async () => {
  before = await snapshotMachine();
  tuskar.prepare();
});
afterAll(() => tuskar.remove());

type TryResult = { cloud: string; changed: boolean; phases: { phase: string; seconds: number }[] };

/** Each test goes on where the one before it ended: this is one person's first hour. */
describe('a first hour with Tuskar', () => {
  it('goes from nothing to a verified OpenStack in one command', async () => {
    const { stdout, stderr } = await tuskar.mustRun(['try', '-o', 'json'], { timeoutSeconds: 1500 });
    const result = JSON.parse(stdout) as TryResult;
    expect(result).toMatchObject({ cloud: 'try', changed: true });
    expect(stderr).toContain('sign in as admin with the password');
    const { items } = await tuskar.client().call('verification.list', { params: { name: 'try' } });
    expect(items[0]).toMatchObject({ suite: 'acceptance', state: 'passed', failed: 0 });
    expect(items[0]?.checks.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['image', 'server', 'floating-ip', 'answer', 'metadata', 'console', 'removal']),
    );
  });

  it('changes nothing and restarts nothing when it is run again', async () => {
    const starts = await unitStarts(tuskar, host);
    const { stdout } = await tuskar.mustRun(['try', '-o', 'json'], { timeoutSeconds: 120 });
    expect(JSON.parse(stdout)).toMatchObject({ changed: false });
    expect(restarted(starts, await unitStarts(tuskar, host))).toEqual([]);
  });

  it('shows every service healthy', async () => {
    const cloud = () => tuskar.client().call('cloud.show', { params: { name: 'try' } });
    await expect.poll(async () => (await cloud()).state, { timeout: 120_000, interval: 1000 }).toBe('active');
    const { services } = await cloud();
    expect(services.length).toBeGreaterThan(15);
    expect(services.filter(({ state }) => state !== 'healthy')).toEqual([]);
  });

  it("gives a server that pings, made by hand with OpenStack's own client", async () => {
    const openstack = async (...args: string[]) =>
      (await tuskar.mustRun(['openstack', ...args], { timeoutSeconds: 180 })).stdout;
    await openstack(
      'server',
      'create',
      '--image',
      'guest',
      '--flavor',
      'tiny',
      '--network',
      'demo',
      '--wait',
      'by-hand',
    );
    const address = (
      await openstack('floating', 'ip', 'create', 'external', '-f', 'value', '-c', 'floating_ip_address')
    ).trim();
    await openstack('server', 'add', 'floating', 'ip', 'by-hand', address);
    await expect.poll(() => answersPing(address), { timeout: 60_000, interval: 1000 }).toBe(true);
    await openstack('server', 'delete', '--wait', 'by-hand');
    await openstack('floating', 'ip', 'delete', address);
  });

  it('refuses an option that is not there, and names the nearest', async () => {
    const { exitCode, stderr } = await plan({ 'nova.conf': { DEFAULT: { cpu_alocation_ratio: 4 } } });
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/nova\.conf.*cpu_alocation_ratio.*cpu_allocation_ratio/s);
  });

  it('applies a changed option and restarts only what reads it', async () => {
    const starts = await unitStarts(tuskar, host);
    const intent = await intentWith({ 'nova.conf': { DEFAULT: { cpu_allocation_ratio: 4 } } });
    const planned = await tuskar.mustRun(['cloud', 'plan', '-f', '-', '--content'], { input: intent });
    expect(planned.stdout).toContain('+cpu_allocation_ratio = 4');
    await tuskar.mustRun(['cloud', 'apply', '-f', '-', '--yes', '--wait'], {
      input: intent,
      timeoutSeconds: 300,
    });
    expect(await tuskar.ssh(host, 'grep -rh cpu_allocation_ratio /etc/nova/')).toContain(
      'cpu_allocation_ratio = 4',
    );
    const changed = restarted(starts, await unitStarts(tuskar, host));
    expect(changed).toContain('nova-scheduler.service');
    expect(changed.filter((unit) => !unit.startsWith('nova-'))).toEqual([]);
  });

  it('finds drift on a host, and mends it', async () => {
    await tuskar.ssh(host, 'echo "# somebody was here" >> /etc/keystone/keystone.conf');
    const checked = await tuskar.tuskar(['host', 'converge', 'try-1', '--check', '--wait']);
    expect(checked.exitCode).toBe(8);
    expect(checked.stderr).toContain('differs from its blueprint');
    expect(await tuskar.ssh(host, 'tail -n 1 /etc/keystone/keystone.conf')).toContain('somebody was here');
    await tuskar.mustRun(['host', 'converge', 'try-1', '--wait'], { timeoutSeconds: 300 });
    expect((await tuskar.tuskar(['host', 'converge', 'try-1', '--check', '--wait'])).exitCode).toBe(0);
  });

  it("passes OpenStack's own tests, shown test by test", async () => {
    const tests = '^tempest\\.api\\.(identity\\.v3\\.test_tokens|network\\.test_networks\\.NetworksTest)';
    await tuskar.mustRun(['cloud', 'verify', 'try', '--tempest', '--tests', tests, '--wait'], {
      timeoutSeconds: 900,
    });
    const { items } = await tuskar.client().call('verification.list', { params: { name: 'try' } });
    expect(items[0]).toMatchObject({ suite: 'tempest', state: 'passed', failed: 0 });
    expect(items[0]?.passed).toBeGreaterThan(5);
    expect(items[0]?.checks[0]?.name).toMatch(/^tempest\.api\./);
  });

  it('shows all of it in the console, to a person with a browser', async () => {
    const password = 'a long pass phrase';
    await tuskar.mustRun(['user', 'create', 'erin', '--role', 'operator'], { input: password });
    const playwright = join(root, 'node_modules/.bin/playwright');
    const { stdout } = await run(
      playwright,
      ['test', '-c', 'e2e/console/playwright.config.ts', '--project', 'server'],
      {
        cwd: root,
        env: { ...process.env, TUSKAR_URL: tuskar.url, TUSKAR_USER: 'erin', TUSKAR_PASSWORD: password },
      },
    );
    expect(stdout).toMatch(/[1-9]\d* passed/);
  });

  it('has every write and every refusal in an unbroken trail', async () => {
    const { stdout } = await tuskar.mustRun(['audit', 'check', '-o', 'json']);
    expect(JSON.parse(stdout)).toMatchObject({ intact: true });
    const trail = await tuskar.client().call('audit.list', { query: { limit: 500 } });
    const actions = trail.items.map(({ action }) => action);
    for (const action of ['blueprint.approve', 'blueprint.execute', 'cloud.credentials', 'user.create']) {
      expect(actions).toContain(action);
    }
  });

  it('leaves the machine as it was', async () => {
    const refused = await tuskar.tuskar(['lab', 'down']);
    expect(refused.exitCode).toBe(5);
    expect(refused.stderr).toContain('lab-inhabited');
    await tuskar.mustRun(['lab', 'down', '--force', '--reason', 'tried it', '--wait'], {
      timeoutSeconds: 300,
    });
    await tuskar.mustRun(['server', 'stop']);
    expect(snapshotDifference(before, await snapshotMachine())).toEqual([]);
  });
});

async function answersPing(address: string): Promise<boolean> {
  return await run('ping', ['-c', '1', '-W', '1', address]).then(
    () => true,
    () => false,
  );
}

async function intentWith(config: object): Promise<string> {
  const { stdout } = await tuskar.mustRun(['cloud', 'show', 'try', '--intent']);
  return stringify({ ...(parse(stdout) as object), config });
}

async function plan(config: object) {
  return await tuskar.tuskar(['cloud', 'plan', '-f', '-'], { input: await intentWith(config) });
}
