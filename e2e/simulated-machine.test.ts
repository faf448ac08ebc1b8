import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Command } from 'commander';
import { createProgram } from '../cli/src/program.ts';
import { recordedIo } from '../cli/src/testing.ts';
import { verifyNewestCertificate } from './certificate.ts';
import { installationFor } from './installation.ts';

const tuskar = installationFor('e2e-machine', 8456);
const name = 'sim-1';
const machine = () => tuskar.client().call('machine.show', { params: { name } });

beforeAll(async () => {
  tuskar.prepare();
  await tuskar.mustRun(['server', 'start'], { timeoutSeconds: 300 });
});
afterAll(() => tuskar.remove());

/** Every command of the name in all of the command line; those of one machine, with its name. */
function commandsNamed(name: string, { commands }: Command): string[] {
  return commands.flatMap((command) => {
    const below = commandsNamed(name, command).map((words) => `${command.name()} ${words}`);
    if (command.name() !== name) return below;
    const needs = command.registeredArguments.some(({ required }) => required);
    return [needs ? `${name} sim-1` : name, ...below];
  });
}

const lists = commandsNamed('list', createProgram(recordedIo()));

/** Each test goes on where the one before it ended: the life of one machine, without any hardware. */
describe('a simulated machine, from the crate to its end', () => {
  it('is enrolled, and inspected by itself', async () => {
    const bmc = ['--bmc', 'https://198.19.0.1', '--user', 'admin', '--password'];
    await tuskar.mustRun(['machine', 'enrol', name, '--provider', 'simulated', ...bmc, '--wait'], {
      input: 'secret\n',
    });
    await expect
      .poll(async () => (await machine()).state, { timeout: 120_000, interval: 500 })
      .toBe('inspected');
    expect(await machine()).toMatchObject({
      simulated: true,
      failure: null,
      summary: { cores: expect.any(Number) },
    });
  });

  it('has a place in a rack', async () => {
    await tuskar.mustRun(['site', 'create', 'ams1']);
    await tuskar.mustRun(['rack', 'create', 'r1', '--site', 'ams1']);
    await tuskar.mustRun(['rack', 'place', name, 'r1', '7']);
    expect((await tuskar.mustRun(['rack', 'show', 'r1'])).stdout).toMatch(/7\b.*sim-1/);
  });

  it('is burnt in and accepted', async () => {
    const { stderr } = await tuskar.mustRun(['burn-in', 'run', name, '--profile', 'quick', '--wait'], {
      timeoutSeconds: 600,
    });
    expect(stderr).toContain(`${name}: good`);
    expect((await machine()).state).toBe('ready');
  });

  it.each(lists)('is in what Tuskar lists: %s', async (command) => {
    const { stdout } = await tuskar.mustRun([...command.split(' '), '-o', 'json']);
    expect(JSON.parse(stdout)).toBeInstanceOf(Array);
  });

  it('is not used while somebody works on it', async () => {
    await tuskar.mustRun(['machine', 'maintenance', name, '--reason', 'a new fan']);
    const told = async () => (await machine()).node?.maintenance;
    await expect.poll(told, { timeout: 60_000 }).toBe(true);
    const refused = await tuskar.tuskar([
      'machine',
      'retire',
      name,
      '--reason',
      'too soon',
      '--yes',
      '--wait',
    ]);
    expect(refused.exitCode).not.toBe(0);
    expect(refused.stderr).toContain('maintenance');
    await tuskar.mustRun(['machine', 'maintenance', name, '--end']);
    await expect.poll(told, { timeout: 60_000 }).toBe(false);
  });

  it('goes with its siblings from one state to the next, and stays behind where it cannot', async () => {
    const siblings = ['sim-2', 'sim-3'];
    for (const [index, sibling] of siblings.entries()) {
      const bmc = ['--bmc', `https://198.19.0.${index + 2}`, '--user', 'admin', '--password'];
      const enrol = ['machine', 'enrol', sibling, '--provider', 'simulated', ...bmc, '--wait'];
      await tuskar.mustRun(enrol, { input: 'secret\n' });
    }
    const statesOf = async () =>
      (await tuskar.client().call('machine.list', { query: {} })).items.map(({ state }) => state);
    await expect
      .poll(statesOf, { timeout: 120_000, interval: 500 })
      .toEqual(['ready', 'inspected', 'inspected']);
    const all = [name, ...siblings];
    const bulk = (...args: string[]) =>
      tuskar.mustRun(['machine', 'bulk', ...args, '--yes', '--wait'], { timeoutSeconds: 300 });
    const accepted = await bulk('accept', ...all, '--reason', 'they have no parts');
    expect(accepted.stdout).toMatch(/sim-1\s+ready\s+no: it is ready/);
    expect(await statesOf()).toEqual(['ready', 'ready', 'ready']);
    await bulk('deploy', ...siblings);
    expect(await statesOf()).toEqual(['ready', 'in-use', 'in-use']);
    await bulk('retire', ...siblings, '--reason', 'tested');
    expect(await statesOf()).toEqual(['ready', 'retired', 'retired']);
    expect((await tuskar.client().call('host.list')).items).toEqual([]);
  });

  it('retires with a certificate that openssl verifies, and that says what it proves', async () => {
    await tuskar.mustRun(['machine', 'retire', name, '--reason', 'tested', '--yes', '--wait'], {
      timeoutSeconds: 300,
    });
    expect((await machine()).state).toBe('retired');
    const { openssl, verified } = await verifyNewestCertificate(tuskar);
    expect(openssl).toContain('Signature Verified Successfully');
    expect(verified.stdout + verified.stderr).toContain('the machine is simulated');
  });

  it('is beyond every use', async () => {
    const refused = await tuskar.tuskar(['machine', 'inspect', name, '--wait']);
    expect(refused.exitCode).toBe(5);
    expect(refused.stderr).toContain('machine-state');
  });
});
