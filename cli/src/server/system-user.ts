import { chmodSync, chownSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TuskarError } from '@tuskar/contract/error.ts';
import { execa } from 'execa';
import type { Places } from '../places.ts';

/** The unprivileged user that the control plane runs as. */
export const systemUser = 'tuskar';

export type UserIds = { uid: number; gid: number };

export function requireRoot(what: string): void {
  if (process.getuid?.() === 0) return;
  throw new TuskarError('root-needed', `${what} needs root, and you are not root.`, {
    remedy: 'Run the same command as root, for example with sudo.',
  });
}

/** Makes the system user where it is missing, and the directories with their owners. */
export async function prepareMachine(places: Places): Promise<UserIds> {
  const ids = findUser() ?? (await createUser());
  makeDirectory(places.state, 0o750, ids);
  makeDirectory(places.log, 0o750, ids);
  makeDirectory(places.cache, 0o755, { uid: 0, gid: 0 });
  // Sticky: the control plane makes its own sockets here, and cannot take away the keeper's.
  makeDirectory(places.run, 0o1775, { uid: 0, gid: ids.gid });
  makeDirectory(join(places.run, 'app'), 0o755, { uid: 0, gid: 0 });
  return ids;
}

function findUser(): UserIds | undefined {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${systemUser}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid === undefined || gid === undefined ? undefined : { uid: Number(uid), gid: Number(gid) };
}

async function createUser(): Promise<UserIds> {
  await execa('useradd', [
    '--system',
    '--user-group',
    '--home-dir',
    '/var/lib/tuskar',
    '--no-create-home',
    '--shell',
    '/usr/sbin/nologin',
    systemUser,
  ]);
  const ids = findUser();
  if (ids === undefined) throw new Error(`useradd made no user ${systemUser}`);
  return ids;
}

function makeDirectory(path: string, mode: number, { uid, gid }: UserIds): void {
  mkdirSync(path, { recursive: true });
  chownSync(path, uid, gid);
  chmodSync(path, mode);
}
