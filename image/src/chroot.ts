import { fileURLToPath } from 'node:url';
import { type CommandOptions, output, run } from './command.ts';

const script = fileURLToPath(new URL('chroot.sh', import.meta.url));

/** A directory of the machine seen inside the tree. Neither path may hold a colon. */
export type Bind = { from: string; to: string };

export type ChrootOptions = CommandOptions & { root: string; binds?: readonly Bind[] };

const namespaces = ['--mount', '--net', '--ipc', '--uts'];

const environment = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  HOME: '/root',
  LC_ALL: 'C.UTF-8',
  DEBIAN_FRONTEND: 'noninteractive',
  DEBCONF_NONINTERACTIVE_SEEN: 'true',
};

/**
 * Runs a program inside a root file system, with namespaces of its own and no network.
 *
 * No network, since what is installed must not depend on what answers on the build machine, and the
 * addresses of the build machine must not get into configuration files.
 */
export async function runInRoot(argv: readonly string[], options: ChrootOptions): Promise<void> {
  await run(inRoot(argv, options), { ...options, namespaces, env: environment });
}

export async function outputInRoot(argv: readonly string[], options: ChrootOptions): Promise<string> {
  return await output(inRoot(argv, options), { ...options, namespaces, env: environment });
}

function inRoot(argv: readonly string[], { root, binds = [] }: ChrootOptions): string[] {
  const mounts = binds.map(({ from, to }) => `${from}:${to}`);
  return ['sh', script, root, ...mounts, '--', ...argv];
}
