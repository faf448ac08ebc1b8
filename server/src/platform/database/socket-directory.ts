import { createHash } from 'node:crypto';
import { chmod, chown, lstat, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { TuskarError } from '@tuskar/contract/error.ts';

/** sun_path holds 108 bytes, the last of them NUL; see unix(7). */
const longestSocketPath = 107;
const socketName = '.s.PGSQL.5432';

export type Owner = { uid: number; gid: number };

/**
 * A directory for the database's socket that only its owner can enter: who can reach the socket may do anything, so
 * the file system is the authentication. The first candidate that is short enough and can be made.
 */
export async function makeSocketDirectory({
  runDirectory,
  stateDirectory,
  owner,
}: {
  runDirectory: string;
  stateDirectory: string;
  owner: Owner;
}): Promise<string> {
  const short = createHash('sha256').update(stateDirectory).digest('hex').slice(0, 12);
  const candidates = [
    join(runDirectory, 'postgres'),
    join(stateDirectory, 'postgres-socket'),
    join(tmpdir(), `tuskar-${owner.uid}-${short}`),
  ];
  for (const directory of candidates) {
    if (Buffer.byteLength(join(directory, socketName)) > longestSocketPath) continue;
    if (await makePrivate(directory, owner)) return directory;
  }
  throw new TuskarError(
    'database-unavailable',
    `None of these can hold the socket of the database: ${candidates.join(', ')}.`,
    {
      remedy: `Set TUSKAR_RUN_DIR to a directory of this user whose path is shorter than ${longestSocketPath - socketName.length - 10} bytes.`,
    },
  );
}

async function makePrivate(directory: string, { uid, gid }: Owner): Promise<boolean> {
  try {
    await mkdir(dirname(directory), { recursive: true });
    await mkdir(directory, { mode: 0o700 }).catch(ignoreExisting);
    if (process.getuid?.() === 0) await chown(directory, uid, gid);
    await chmod(directory, 0o700);
    const found = await lstat(directory);
    // In /tmp somebody else could have made it first, or put a link there.
    return found.isDirectory() && found.uid === uid && (found.mode & 0o077) === 0;
  } catch {
    return false;
  }
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}
