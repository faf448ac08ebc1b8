import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TuskarError } from '@tuskar/contract/error.ts';
import { hostGroup } from '../cgroup.ts';
import { hostLinks } from '../network-plan.ts';
import { namespacePath } from '../network.ts';
import { identify, type ProcessIdentity } from '../process.ts';
import { startConsole } from './console.ts';

const script = fileURLToPath(new URL('launch.sh', import.meta.url));
const devices = ['/dev/net/tun', '/dev/kvm', '/dev/vhost-net', '/dev/fuse'];

export type LaunchOptions = { name: string; index: number; directory: string; lower: string };

/** Starts a host's nspawn, which outlives the keeper, and returns who it is. The host has hardly begun to boot then. */
export async function launchHost(options: LaunchOptions): Promise<ProcessIdentity> {
  const { name, index, directory, lower } = options;
  for (const layer of ['upper', 'work', 'root']) mkdirSync(join(directory, layer), { recursive: true });
  const cables = hostLinks(index).flatMap((link) => [
    link.outside,
    link.inside,
    link.bridge,
    String(link.mtu),
    link.mac,
  ]);
  const present = devices.filter((device) => existsSync(device)).join(' ');
  const console = openSync(startConsole(directory), 'a');
  const child = spawn(
    'nsenter',
    [
      `--net=${namespacePath}`,
      'unshare',
      '--mount',
      'sh',
      script,
      name,
      directory,
      lower,
      hostGroup(name),
      present,
      ...cables,
    ],
    { stdio: ['ignore', console, console], detached: true, env: cleanEnvironment() },
  );
  closeSync(console);
  child.unref();
  await once(child, 'spawn');
  // Each program of the chain replaces the one before: this pid will be nspawn's.
  const identity = child.pid === undefined ? undefined : identify(child.pid);
  if (!identity) throw new TuskarError('lab-command-failed', `nspawn of host ${name} ended at once.`);
  return identity;
}

/** nspawn hands some of its variables on to the host, and reads others. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  return { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LANG: 'C.UTF-8' };
}
