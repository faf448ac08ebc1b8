import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { run } from '../command.ts';
import { hostAddresses } from '../network-plan.ts';

export type HostIdentity = { name: string; index: number; authorizedKey: string };

const hostKeyPath = 'etc/ssh/ssh_host_ed25519_key';

/**
 * Writes what makes a host of the image this host into the upper layer of its disk, and returns its public host key.
 * Only while the host is stopped. A host that booted before keeps all else that it had.
 */
export async function writeIdentity(upper: string, identity: HostIdentity): Promise<string> {
  const { name, index, authorizedKey } = identity;
  const address = hostAddresses(index).management;
  const write = (path: string, content: string, mode = 0o644): void => {
    const file = join(upper, path);
    makeDirectories(upper, dirname(path));
    // Never write through a link that the host left here.
    rmSync(file, { force: true });
    writeFileSync(file, content, { mode, flag: 'wx' });
  };
  mkdirSync(upper, { recursive: true, mode: 0o755 });
  const firstBoot = !existsSync(join(upper, hostKeyPath));
  if (firstBoot) {
    write('etc/hostname', `${name}\n`);
    write('etc/hosts', hostsFile(name, address));
    write('etc/machine-id', '');
  }
  write('etc/systemd/network/10-host0.network', managementNetwork(address));
  write('etc/systemd/network/20-cloud.network', cloudNetworks);
  enableNetworkd(upper);
  write('etc/ssh/sshd_config.d/10-tuskar.conf', sshdSettings);
  write('root/.ssh/authorized_keys', `${authorizedKey}\n`, 0o600);
  for (const directory of ['root', 'root/.ssh']) chmodSync(join(upper, directory), 0o700);
  if (firstBoot) await makeHostKey(join(upper, hostKeyPath));
  return readHostKey(upper);
}

/** A directory of the upper layer hides the mode of the image's own, which is 0755 for all that are used here. */
function makeDirectories(upper: string, path: string): void {
  mkdirSync(join(upper, path), { recursive: true, mode: 0o755 });
}

async function makeHostKey(path: string): Promise<void> {
  const temporary = `${path}.new`;
  rmSync(temporary, { force: true });
  await run(['ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-C', '', '-f', temporary]);
  await run(['mv', `${temporary}.pub`, `${path}.pub`]);
  // Last, because a private key in place means that the identity is whole.
  await run(['mv', temporary, path]);
}

function readHostKey(upper: string): string {
  const [type, key] = readFileSync(join(upper, `${hostKeyPath}.pub`), 'utf8').split(' ');
  return `${type} ${(key ?? '').trim()}`;
}

function enableNetworkd(upper: string): void {
  const link = 'etc/systemd/system/multi-user.target.wants/systemd-networkd.service';
  makeDirectories(upper, dirname(link));
  rmSync(join(upper, link), { force: true });
  symlinkSync('/usr/lib/systemd/system/systemd-networkd.service', join(upper, link));
}

const hostsFile = (name: string, address: string): string => `127.0.0.1 localhost
::1 localhost ip6-localhost ip6-loopback
${address} ${name}
`;

const managementNetwork = (address: string): string => `[Match]
Name=host0

[Network]
Address=${address}/20
Gateway=198.18.0.1
LinkLocalAddressing=no
IPv6AcceptRA=no
`;

/** The cloud's own programs look after these. */
const cloudNetworks = `[Match]
Name=ext0 tun0 br-* ovs-* tap* genev_*

[Link]
Unmanaged=yes
`;

/** Operations multiplex many sessions over few connections. */
const sshdSettings = `HostKey /etc/ssh/ssh_host_ed25519_key
PermitRootLogin prohibit-password
PasswordAuthentication no
KbdInteractiveAuthentication no
UseDNS no
MaxSessions 128
MaxStartups 128
`;
