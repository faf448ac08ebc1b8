import { KeeperClient } from '@tuskar/lab/keeper/client.ts';
import { machineCables } from '@tuskar/lab/network-plan.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyNewestCertificate } from './certificate.ts';
import { forBoots, hardwareLab } from './hardware-lab.ts';
import { installationFor } from './installation.ts';
import { noteFromOutside } from './rescue-system.ts';

const tuskar = installationFor('e2e-hardware', 8457);
const keeper = new KeeperClient({ socketPath: `${tuskar.run}/keeper.sock` });
const lab = hardwareLab(tuskar);
const { show, becomes } = lab;
const names = ['machine-1', 'machine-2'] as const;

beforeAll(() =>
  lab.start({
    images: ['host', 'agent', 'disk'],
    machines: names,
    size: ['--disk', '4', '--disk', '4', '--memory', '3072'],
  }),
);
afterAll(() => tuskar.remove());

/** Boots that take minutes and that a run of all tests leaves out. */
const inCi = process.env['CI'] !== undefined;

/** The control plane dies, as by a power cut, and is started again. */
async function killControlPlane(): Promise<void> {
  process.kill(tuskar.pidOf('server'), 'SIGKILL');
  await tuskar.mustRun(['server', 'start']);
}

/** What its NICs have heard from the lab's switch, by its ports. */
async function neighbours(name: string) {
  const inspections = await tuskar
    .client()
    .call('inspection.list', { params: { name }, query: { limit: 1 } });
  const number = `${inspections.items[0]?.number}`;
  const { inventory } = await tuskar.client().call('inspection.show', { params: { name, number } });
  return new Map(inventory.nics.map(({ neighbour }) => [neighbour?.port, neighbour]));
}

const portsOf = (index: number, name: string) =>
  new Map(
    machineCables(index, 2).map((port) => [port, { system: 'br-mgmt', port, description: `to ${name}` }]),
  );

/** Each test goes on where the one before it ended: two machines with real firmware, by a real Ironic and its agent. */
describe('two machines, from the crate to their end', () => {
  it('are inspected by themselves once they are enrolled, whatever happens to the control plane', async () => {
    await tuskar.mustRun(['lab', 'machine', 'enrol', ...names, '--wait']);
    await Promise.all(names.map((name) => becomes(name, 'inspecting')));
    await killControlPlane();
    await Promise.all(names.map((name) => becomes(name, 'inspected')));
    for (const name of names) {
      expect(await show(name)).toMatchObject({
        simulated: false,
        failure: null,
        summary: { cores: 2, drives: 2, nics: 2, memoryMebibytes: 3072 },
      });
      expect(await neighbours(name)).toEqual(portsOf((await keeper.machine(name)).index, name));
    }
  });

  it('are burnt in and accepted, though Ironic is killed in the middle of it', async () => {
    const ended = lab.burnIn(names, 'seconds');
    await Promise.all(names.map((name) => becomes(name, 'burning-in')));
    const { hosts } = await tuskar.client().call('lab.show');
    await tuskar.ssh(hosts[0]?.addresses.management ?? '', 'systemctl kill --signal=KILL ironic.service');
    const { stdout, stderr } = await ended;
    for (const name of names) expect(stdout + stderr).toContain(`${name}: good`);
    for (const name of names) expect((await show(name)).state).toBe('ready');
  });

  it('part: one becomes a host, and the other fails and is quarantined with the part named', async () => {
    await tuskar.mustRun(['lab', 'machine', 'fault', 'machine-2', 'disk-fails:bay-1']);
    const [, failed] = await Promise.all([
      tuskar.mustRun(['machine', 'deploy', 'machine-1', '--hostname', 'node-1', '--yes', '--wait'], forBoots),
      lab.burnIn(['machine-2'], 'seconds'),
    ]);
    expect(failed.exitCode).not.toBe(0);
    expect(failed.stderr).toContain('machine-2: bad');
    const broken = (await keeper.describeMachine('machine-2')).drives[1]?.serial;
    const { state, failure, nextAction } = await show('machine-2');
    expect(state).toBe('quarantined');
    expect(failure?.part).toContain(broken);
    expect(nextAction).toContain('tuskar machine retest machine-2');

    expect(await show('machine-1')).toMatchObject({ state: 'in-use', host: 'node-1' });
    const { address } = await tuskar.client().call('host.show', { params: { name: 'node-1' } });
    expect(await tuskar.ssh(address, 'cat /etc/hostname')).toBe('node-1');
  });

  it.skipIf(inCi)('are repaired from outside, where it is the system of the disk', async () => {
    const note = await noteFromOutside(tuskar, 'machine-1');
    expect(note).toBe('root');
  });

  it('part for good: one is repaired and comes back, the other retires with a certificate', async () => {
    await tuskar.mustRun(['lab', 'machine', 'fault', 'machine-2', 'part-swapped:bay-1']);
    // Who waits for them may lose the server, which dies; what they do goes on.
    const work = [
      tuskar.tuskar(['machine', 'retest', 'machine-2', '--wait'], forBoots),
      tuskar.tuskar(
        ['machine', 'retire', 'machine-1', '--reason', 'end of lease', '--yes', '--wait'],
        forBoots,
      ),
    ];
    // What was not begun by then would never be.
    await Promise.all([becomes('machine-1', 'erasing'), becomes('machine-2', 'inspecting')]);
    await killControlPlane();
    await Promise.all(work);
    await Promise.all([becomes('machine-2', 'ready'), becomes('machine-1', 'retired')]);
    expect((await show('machine-1')).power).toBe('off');
    expect((await show('machine-2')).failure).toBeNull();
  });

  it.skipIf(inCi)('are joined by one that nobody announced, which is claimed as what it is', async () => {
    const name = 'machine-3';
    const size = ['--disk', '4', '--nics', '1', '--memory', '3072', '--no-virtual-media'];
    await tuskar.mustRun(['lab', 'machine', 'add', name, ...size]);
    await tuskar.mustRun(['lab', 'machine', 'power', name, 'on']);
    const { serial, bmc } = await keeper.describeMachine(name);
    const find = async () => {
      const { items } = await tuskar.client().call('unclaimed-node.list');
      return items.find(({ found }) => found?.serial === serial)?.node;
    };
    await expect.poll(find, { timeout: 25 * 60_000, interval: 2000 }).toBeDefined();
    const node = (await find()) ?? '';
    const claim = ['--node', node, '--bmc', bmc.address, '--user', bmc.user, '--password', '--no-inspect'];
    await tuskar.mustRun(['machine', 'enrol', name, ...claim, '--wait'], { input: bmc.password });
    expect(await show(name)).toMatchObject({ id: node, serial, power: 'on', contact: 'reachable' });
    expect(await find()).toBeUndefined();
  });

  // Another start of firmware, kernel and agent, which would be too long for each change.
  it.skipIf(inCi)('inspect it over the network, for its BMC takes no virtual media', async () => {
    await tuskar.mustRun(['machine', 'inspect', 'machine-3', '--wait'], forBoots);
    expect(await show('machine-3')).toMatchObject({ state: 'inspected', summary: { drives: 1, nics: 1 } });
  });

  it('leave a proof that openssl verifies by itself', async () => {
    const { openssl, verified } = await verifyNewestCertificate(tuskar);
    expect(openssl).toContain('Signature Verified Successfully');
    expect(verified.exitCode).toBe(0);
    expect(verified.stdout + verified.stderr).not.toContain('simulated');
    expect(verified.stdout + verified.stderr).toContain('asked for by admin');
  });
});
