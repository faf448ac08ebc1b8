import { Redfish } from '@tuskar/lab/fixtures/redfish.ts';
import { KeeperClient } from '@tuskar/lab/keeper/client.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyNewestCertificate } from './certificate.ts';
import { forBoots, hardwareLab } from './hardware-lab.ts';
import { installationFor } from './installation.ts';
import { noteFromOutside } from './rescue-system.ts';

const tuskar = installationFor('e2e-network-boot', 8459);
const keeper = new KeeperClient({ socketPath: `${tuskar.run}/keeper.sock` });
const lab = hardwareLab(tuskar);
const name = 'machine-1';
const host = 'node-1';

const addressOf = async (of: string) =>
  (await tuskar.client().call('host.show', { params: { name: of } })).address;

/**
 * Each test goes on where the one before it ended. All that the agent does, it does after a boot over the network. Half an
 * hour of booting without KVM, so a run of all tests leaves it out.
 */
describe.skipIf(process.env['CI'] !== undefined)('a machine whose BMC takes no virtual media', () => {
  beforeAll(async () => {
    await lab.start({
      images: ['host', 'agent', 'disk'],
      machines: [name],
      size: ['--disk', '4', '--memory', '3072', '--no-virtual-media'],
    });
  });
  afterAll(() => tuskar.remove());

  it('is inspected over the network once it is enrolled', async () => {
    await tuskar.mustRun(['lab', 'machine', 'enrol', name, '--wait']);
    await lab.becomes(name, 'inspected');
    expect(await lab.show(name)).toMatchObject({ failure: null, summary: { drives: 1, nics: 2 } });
  });

  it('is burnt in and accepted', async () => {
    const { stdout, stderr } = await lab.burnIn([name], 'seconds');
    expect(stdout + stderr).toContain(`${name}: good`);
    expect((await lab.show(name)).state).toBe('ready');
  });

  it('becomes a host, which runs from its disk', async () => {
    await tuskar.mustRun(['machine', 'deploy', name, '--hostname', host, '--yes', '--wait'], forBoots);
    expect(await lab.show(name)).toMatchObject({ state: 'in-use', host });
    expect(await tuskar.ssh(await addressOf(host), 'cat /etc/hostname')).toBe(host);
  });

  // By PXE the boot loaders come by TFTP. What follows is what Ironic has written for a machine in use.
  it.each([
    ['UefiHttp', /Downloading\.\.\.[^]*boot_whole_disk/],
    ['Pxe', /NBP file downloaded[^]*boot_whole_disk/],
  ] as const)('still runs from its disk where its firmware tries %s first', async (target, said) => {
    const address = await addressOf(host);
    const boot = () => tuskar.ssh(address, 'cat /proc/sys/kernel/random/boot_id');
    const console = async () => (await tuskar.mustRun(['lab', 'machine', 'console', name])).stdout;
    const afterwards = { timeout: 10 * 60_000, interval: 2000 };
    const before = await boot();
    // It answers before it can be told to restart.
    await tuskar.ssh(address, 'systemctl is-system-running --wait || true');
    await new Redfish(await keeper.describeMachine(name)).startOnceFrom(target);
    // The connection may end before the command has.
    await tuskar.ssh(address, 'systemctl reboot').catch(String);
    await expect.poll(console, afterwards).toMatch(said);
    await expect.poll(() => boot().catch(() => before), afterwards).not.toBe(before);
    expect(await tuskar.ssh(address, 'cat /etc/hostname')).toBe(host);
  });

  it('is repaired from outside, and runs from its disk again', async () => {
    expect(await noteFromOutside(tuskar, name)).toBe('root');
  });

  it('has a sibling that knows PXE alone, and is inspected by it', async () => {
    const size = ['--disk', '4', '--nics', '1', '--memory', '3072', '--no-virtual-media', '--no-http-boot'];
    await tuskar.mustRun(['lab', 'machine', 'add', 'machine-2', ...size]);
    await tuskar.mustRun(['lab', 'machine', 'enrol', 'machine-2', '--wait']);
    await lab.becomes('machine-2', 'inspected');
    expect(await lab.show('machine-2')).toMatchObject({ failure: null, summary: { drives: 1, nics: 1 } });
  });

  it('retires with a certificate for its disk', async () => {
    const retire = ['machine', 'retire', name, '--reason', 'end of lease', '--yes', '--wait'];
    await tuskar.mustRun(retire, forBoots);
    expect(await lab.show(name)).toMatchObject({ state: 'retired', power: 'off' });
    const { openssl, verified } = await verifyNewestCertificate(tuskar);
    expect(openssl).toContain('Signature Verified Successfully');
    expect(verified.exitCode).toBe(0);
  });
});
