import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmod, chown, mkdir, readFile, rename, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { TuskarError } from '@tuskar/contract/error.ts';
import type { PostgresBinaries } from './postgres-binaries.ts';
import type { Owner } from './socket-directory.ts';

const run = promisify(execFile);

export const databaseUser = 'tuskar';
const mebibyte = 1024 * 1024;
/** An empty cluster takes 40 MiB, and the first write-ahead segments 32. */
const neededMebibytes = 256;

/**
 * Makes the data directory where there is none, whole or not at all. Errors: 'disk-full', 'database-version',
 * 'database-unavailable'.
 */
export async function initialiseDatabase({
  dataDirectory,
  binaries,
  owner,
  settings,
}: {
  dataDirectory: string;
  binaries: PostgresBinaries;
  owner: Owner;
  settings: Record<string, string>;
}): Promise<void> {
  if (await hasVersion(dataDirectory, binaries.major)) return;
  const parent = join(dataDirectory, '..');
  await mkdir(parent, { recursive: true });
  await refuseFullDisk(parent);
  const partial = `${dataDirectory}.partial-${randomUUID()}`;
  await mkdir(partial, { mode: 0o700 });
  if (process.getuid?.() === 0) await chown(partial, owner.uid, owner.gid);
  try {
    await run(
      binaries.initdb,
      [
        `--pgdata=${partial}`,
        `--username=${databaseUser}`,
        '--encoding=UTF8',
        // Built in, so that an upgrade of the C library cannot change the order of indexes.
        '--locale=C',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        // Only its owner can reach the socket: see makeSocketDirectory.
        '--auth=trust',
        '--no-instructions',
        ...(settings['fsync'] === 'off' ? ['--no-sync'] : []),
      ],
      { env: { ...binaries.env, LC_ALL: 'C', TZ: 'UTC' }, cwd: '/', ...identity(owner) },
    );
    await chmod(partial, 0o700);
    await rename(partial, dataDirectory);
  } catch (cause) {
    await rm(partial, { recursive: true, force: true });
    // Another process was first.
    if (await hasVersion(dataDirectory, binaries.major)) return;
    throw initialiseError(dataDirectory, cause);
  }
}

/** For child_process: switches user only where we are root, which is in tests. */
export function identity(owner: Owner): Partial<Owner> {
  return process.getuid?.() === 0 ? owner : {};
}

/** Error: 'disk-full'. */
export async function refuseFullDisk(directory: string): Promise<void> {
  const { bavail, bsize } = await statfs(directory);
  const free = Math.floor((bavail * bsize) / mebibyte);
  if (free < neededMebibytes) throw diskFull(directory, free);
}

function diskFull(directory: string, free: number | undefined, cause?: unknown): TuskarError {
  const left = free === undefined ? '' : `${free} MiB are free; `;
  return new TuskarError(
    'disk-full',
    `The file system of ${directory} is full: ${left}the database needs ${neededMebibytes} MiB.`,
    { cause, context: { directory, neededMebibytes } },
  );
}

async function hasVersion(dataDirectory: string, major: string): Promise<boolean> {
  const version = await readFile(join(dataDirectory, 'PG_VERSION'), 'utf8').catch(() => undefined);
  if (version === undefined) return false;
  if (version.trim() === major) return true;
  throw new TuskarError(
    'database-version',
    `The data in ${dataDirectory} belongs to PostgreSQL ${version.trim()}; this is PostgreSQL ${major}.`,
    { context: { dataDirectory, found: version.trim(), needed: major } },
  );
}

function initialiseError(dataDirectory: string, cause: unknown): TuskarError {
  const output = cause instanceof Error && 'stderr' in cause ? String(cause.stderr) : String(cause);
  if (output.includes('No space left on device')) return diskFull(dataDirectory, undefined, cause);
  const reason = output.trim().split('\n').at(-1) ?? '';
  return new TuskarError(
    'database-unavailable',
    `The database cannot be made in ${dataDirectory}: ${reason}`,
    {
      cause,
      context: { dataDirectory },
    },
  );
}
