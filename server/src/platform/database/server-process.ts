import { spawn } from 'node:child_process';
import { open } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { TuskarError } from '@tuskar/contract/error.ts';
import { identity, refuseFullDisk } from './initialise.ts';
import type { PostgresBinaries } from './postgres-binaries.ts';
import { findPostmaster, isAlive, type Postmaster } from './postmaster.ts';
import { lastFault, logSize, readLogTail, rotateLog } from './server-log.ts';
import type { Owner } from './socket-directory.ts';

export type ServerPlace = {
  dataDirectory: string;
  socketDirectory: string;
  logFile: string;
  binaries: PostgresBinaries;
  owner: Owner;
  settings: Record<string, string>;
};

/** `adopted` where it ran already. */
export type RunningServer = Postmaster & { adopted: boolean };

const startSeconds = 60;
const pollMilliseconds = 10;

const baseSettings = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  max_connections: '60',
  shared_buffers: '48MB',
  max_wal_size: '256MB',
  // Few, small tables: parallel workers and compilation cost more than they give.
  max_parallel_workers_per_gather: '0',
  jit: 'off',
  log_min_messages: 'warning',
  timezone: 'UTC',
  log_timezone: 'UTC',
};

/** Resolves when a server runs on the data and answers. Errors: 'disk-full', 'database-unavailable'. */
export async function ensureServer(place: ServerPlace): Promise<RunningServer> {
  const adopted = (await findPostmaster(place.dataDirectory)) !== undefined;
  let logFrom = 0;
  if (!adopted) {
    await refuseFullDisk(place.dataDirectory);
    await rotateLog(place.logFile);
    logFrom = await logSize(place.logFile);
    await spawnServer(place);
  }
  return { ...(await untilReady(place, logFrom)), adopted };
}

/** Fast shutdown: clients are cut off, what is committed is kept. After 20 s immediate, which recovery repairs. */
export async function stopServer(pid: number): Promise<void> {
  const orders = [
    { signal: 'SIGINT', seconds: 20 },
    { signal: 'SIGQUIT', seconds: 5 },
  ] as const;
  for (const { signal, seconds } of orders) {
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    const deadline = Date.now() + seconds * 1000;
    while (Date.now() < deadline) {
      if (!(await isAlive(pid))) return;
      await delay(pollMilliseconds);
    }
  }
}

async function spawnServer(place: ServerPlace): Promise<void> {
  const settings = {
    ...baseSettings,
    unix_socket_directories: place.socketDirectory,
    ...place.settings,
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const output = await open(place.logFile, 'a', 0o600);
  try {
    const child = spawn(place.binaries.postgres, ['-D', place.dataDirectory, ...flags], {
      cwd: '/',
      // A session of its own: it outlives us when we are killed, and no terminal's Ctrl-C reaches it.
      detached: true,
      stdio: ['ignore', output.fd, output.fd],
      env: { ...place.binaries.env, LC_ALL: 'C', TZ: 'UTC' },
      ...identity(place.owner),
    });
    // What cannot be spawned is noticed by its not becoming ready.
    child.on('error', () => undefined);
    child.unref();
  } finally {
    await output.close();
  }
}

async function untilReady({ dataDirectory, logFile }: ServerPlace, logFrom: number): Promise<Postmaster> {
  const deadline = Date.now() + startSeconds * 1000;
  let seen = false;
  while (Date.now() < deadline) {
    const postmaster = await findPostmaster(dataDirectory);
    if (postmaster?.ready === true) return postmaster;
    if (postmaster === undefined) {
      // It was there and is gone; or it complained, and no other process's server runs instead.
      if (seen || lastFault(await readLogTail(logFile, logFrom)) !== undefined) break;
    } else {
      seen = true;
    }
    await delay(pollMilliseconds);
  }
  const tail = await readLogTail(logFile, logFrom);
  if (tail.includes('No space left on device')) {
    throw new TuskarError('disk-full', `The database does not start: the disk of ${dataDirectory} is full.`);
  }
  const fault = lastFault(tail) ?? `it gave no reason within ${startSeconds} s.`;
  throw new TuskarError('database-unavailable', `The database does not start: ${fault}`, {
    context: { dataDirectory, logFile },
    remedy: `Read ${logFile}, remove the cause, then start again.`,
  });
}
