import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TuskarError } from '@tuskar/contract/error.ts';
import { killGroup, machinesGroup } from '../../cgroup.ts';
import {
  bmcDirectory,
  bmcLog,
  bmcSocket,
  type Directories,
  imageDirectory,
  machineDirectory,
} from '../../directories.ts';
import { namespacePath } from '../../network.ts';
import { identify, type ProcessIdentity } from '../../process.ts';

const script = fileURLToPath(new URL('launch.sh', import.meta.url));
const program = fileURLToPath(new URL('../../../..', import.meta.url));
const devices = ['/dev/net/tun', '/dev/kvm'];

/**
 * The user and group of the BMCs and their machines: nobody's on any machine, so that they can touch nothing but what is given to them.
 * systemd leaves this range to nobody: https://systemd.io/UIDS-GIDS/
 */
export const machineUser = 1_981_800_000;

export type BmcLaunch = { directories: Directories; image: string; kvm: boolean };

/** Starts the process of the BMCs, which outlives the keeper. It does not answer yet when this ends. */
export async function launchBmcs({ directories, image, kvm }: BmcLaunch): Promise<ProcessIdentity> {
  const group = machinesGroup();
  // One that the keeper lost sight of would hold its port.
  await killGroup(join(group, 'bmcs'));
  const [state, sockets] = [bmcDirectory(directories), dirname(bmcSocket(directories))];
  const machines = dirname(machineDirectory(directories, 0));
  for (const directory of [state, sockets]) giveDirectory(directory);
  mkdirSync(machines, { recursive: true, mode: 0o755 });
  const present = devices.filter((device) => existsSync(device)).join(' ');
  const rootfs = join(imageDirectory(directories, image), 'rootfs');
  const log = openSync(bmcLog(directories), 'a', 0o600);
  const child = spawn(
    'nsenter',
    [
      `--net=${namespacePath}`,
      'unshare',
      '--mount',
      'sh',
      script,
      group,
      String(machineUser),
      rootfs,
      program,
      process.execPath,
      state,
      machines,
      sockets,
      present,
    ],
    {
      stdio: ['ignore', log, log],
      detached: true,
      cwd: '/',
      env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LANG: 'C.UTF-8', TUSKAR_KVM: kvm ? 'works' : 'no' },
    },
  );
  closeSync(log);
  child.unref();
  await once(child, 'spawn');
  // Each program of the chain replaces the one before.
  const identity = child.pid === undefined ? undefined : identify(child.pid);
  if (!identity) throw new TuskarError('lab-command-failed', "The process of the lab's BMCs ended at once.");
  return identity;
}

/** Makes a directory that the BMCs and their machines own. */
export function giveDirectory(path: string): void {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  chownSync(path, machineUser, machineUser);
}
