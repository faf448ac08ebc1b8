import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';

/** The system group of the control plane, which alone may ask the keeper for anything. */
const group = 'tuskar';

/** Listens on a socket that root and, where it exists, the group tuskar can use. Call with the keeper's lock held. */
export async function listenOnSocket(server: Server, path: string): Promise<{ remove(): void }> {
  // A dead keeper's; a living one would have the lock.
  rmSync(path, { force: true });
  const umask = process.umask(0o177);
  try {
    server.listen(path);
    await once(server, 'listening');
  } finally {
    process.umask(umask);
  }
  const gid = groupId(group);
  if (gid !== undefined) {
    chownSync(path, 0, gid);
    chmodSync(path, 0o660);
  }
  return { remove: () => rmSync(path, { force: true }) };
}

function groupId(name: string): number | undefined {
  const { stdout } = spawnSync('getent', ['group', name], { encoding: 'utf8' });
  const id = stdout?.split(':')[2];
  return id === undefined ? undefined : Number(id);
}
