import { spawn } from 'node:child_process';
import { mkdir, open, readFile, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { TuskarError } from '@tuskar/contract/error.ts';
import pg from 'pg';
import type { Logger } from '../log/logger.ts';
import { databaseUser, identity, initialiseDatabase, refuseFullDisk } from './initialise.ts';
import { findPostgresBinaries, type PostgresBinaries } from './postgres-binaries.ts';
import { findPostmaster, isAlive } from './postmaster.ts';
import { makeSocketDirectory, type Owner } from './socket-directory.ts';

export type EmbeddedPostgresOptions = {
  /** Holds `postgres/` (the data), its log and, where needed, the links of its libraries. */
  stateDirectory: string;
  /** Holds the socket's directory, where its path is short enough. */
  runDirectory: string;
  log: Logger;
  /** The user that it runs as, where we are root: tests only. */
  owner?: Owner;
  /** Further settings of the server: { fsync: 'off' }. */
  settings?: Record<string, string>;
  /** The directory `native` of the binaries; by default npm's. */
  native?: string;
};

export type EmbeddedPostgres = {
  url: string;
  /** Whether it ran already, left by a process of ours that was killed or that still runs. */
  adopted: boolean;
  /** Process id of the server. */
  pid: () => number;
  /** Ends the supervision, and the server unless another process is connected. */
  stop: () => Promise<void>;
};

const databaseName = 'tuskar';
const startSeconds = 60;
const watchMilliseconds = 1000;
const largestLog = 10 * 1024 * 1024;

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

/**
 * Starts PostgreSQL from npm's binaries, or adopts the server that already runs on the data, and restarts it when it
 * dies. The server is in a session of its own, so it survives us being killed; the next start adopts it.
 * Errors: 'database-as-root', 'database-version', 'disk-full', 'database-unavailable'.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const owner = options.owner ?? ownIdentity();
  const { stateDirectory, runDirectory, log } = options;
  const dataDirectory = join(stateDirectory, 'postgres');
  const binaries = await findPostgresBinaries({
    linksDirectory: join(stateDirectory, 'postgres-lib'),
    ...(options.native === undefined ? {} : { native: options.native }),
  });
  await mkdir(stateDirectory, { recursive: true });
  await initialiseDatabase({ dataDirectory, binaries, owner });
  const socketDirectory = await makeSocketDirectory({ runDirectory, stateDirectory, owner });
  const place = {
    dataDirectory,
    socketDirectory,
    binaries,
    owner,
    logFile: join(stateDirectory, 'postgres.log'),
  };

  const first = await ensureRunning(place, options);
  let { pid } = first;
  // Fixed for our life, although a server that was adopted may have its socket elsewhere.
  const url = urlOf(first.socketDirectory, databaseName);
  await createOwnDatabase(first.socketDirectory);

  let stopped = false;
  let restarting: Promise<void> | undefined;
  const watch = setInterval(() => {
    restarting ??= (async () => {
      if (stopped || (await isAlive(pid))) return;
      log.warn({ pid }, 'the database has died; starting it again');
      pid = (await ensureRunning({ ...place, socketDirectory: first.socketDirectory }, options)).pid;
    })()
      .catch((error: unknown) => log.error({ err: error }, 'the database does not start; trying again'))
      .finally(() => {
        restarting = undefined;
      });
  }, watchMilliseconds);
  watch.unref();

  return {
    url,
    adopted: first.adopted,
    pid: () => pid,
    stop: async () => {
      stopped = true;
      clearInterval(watch);
      await restarting;
      if (await hasOtherClients(url)) log.info('another process uses the database; leaving it running');
      else await stopServer(pid);
    },
  };
}

type Place = {
  dataDirectory: string;
  socketDirectory: string;
  binaries: PostgresBinaries;
  owner: Owner;
  logFile: string;
};

function ownIdentity(): Owner {
  const uid = process.getuid?.() ?? 0;
  if (uid === 0) {
    throw new TuskarError('database-as-root', 'PostgreSQL refuses to run as root, and so does Tuskar.');
  }
  return { uid, gid: process.getgid?.() ?? uid };
}

async function ensureRunning(
  place: Place,
  { settings, log }: EmbeddedPostgresOptions,
): Promise<{ pid: number; adopted: boolean; socketDirectory: string }> {
  const running = await findPostmaster(place.dataDirectory);
  if (running === undefined) {
    await refuseFullDisk(place.dataDirectory);
    await rotateLog(place.logFile);
    await spawnServer(place, settings);
  } else {
    log.info({ pid: running.pid }, 'adopting the database that already runs');
  }
  const { pid, socketDirectory } = await untilReady(place);
  return { pid, socketDirectory, adopted: running !== undefined };
}

async function spawnServer(place: Place, settings: Record<string, string> = {}): Promise<void> {
  const output = await open(place.logFile, 'a', 0o600);
  const all = { ...baseSettings, unix_socket_directories: place.socketDirectory, ...settings };
  try {
    const child = spawn(
      place.binaries.postgres,
      [
        '-D',
        place.dataDirectory,
        ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
      ],
      {
        cwd: '/',
        detached: true,
        stdio: ['ignore', output.fd, output.fd],
        env: { ...place.binaries.env, LC_ALL: 'C', TZ: 'UTC' },
        ...identity(place.owner),
      },
    );
    // A server that cannot be spawned is seen by not becoming ready.
    child.on('error', () => undefined);
    child.unref();
  } finally {
    await output.close();
  }
}

async function untilReady({
  dataDirectory,
  logFile,
}: Place): Promise<{ pid: number; socketDirectory: string }> {
  const from = await logSize(logFile);
  const deadline = Date.now() + startSeconds * 1000;
  let seen = false;
  while (Date.now() < deadline) {
    const postmaster = await findPostmaster(dataDirectory);
    if (postmaster?.ready === true) return postmaster;
    // It wrote its file and is gone again: it has given up.
    if (seen && postmaster === undefined) break;
    seen = postmaster !== undefined;
    await new Promise((resolve) => setTimeout(resolve, 10));
    if (!seen && (await logSize(logFile)) > from && /FATAL/.test(await logTail(logFile))) {
      // Perhaps another process was first, and its server is the one that runs.
      if ((await findPostmaster(dataDirectory)) === undefined) break;
    }
  }
  const tail = await logTail(logFile);
  if (tail.includes('No space left on device')) {
    throw new TuskarError('disk-full', `The database does not start: the disk of ${dataDirectory} is full.`);
  }
  throw new TuskarError('database-unavailable', `The database does not start: ${lastFault(tail)}`, {
    context: { dataDirectory, logFile },
    remedy: `Read ${logFile}, remove the cause, then start again.`,
  });
}

async function createOwnDatabase(socketDirectory: string): Promise<void> {
  await withClient(urlOf(socketDirectory, 'postgres'), async (client) => {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [databaseName]);
    if (rowCount !== 0) return;
    await client.query(`CREATE DATABASE ${pg.escapeIdentifier(databaseName)}`).catch((error: unknown) => {
      // 42P04 and 23505: another process was first.
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code !== '42P04' && code !== '23505') throw error;
    });
  });
}

async function hasOtherClients(url: string): Promise<boolean> {
  try {
    return await withClient(url, async (client) => {
      const { rows } = await client.query<{ others: boolean }>(
        `SELECT count(*) > 0 AS others FROM pg_stat_activity
         WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()`,
      );
      return rows[0]?.others ?? true;
    });
  } catch {
    return false;
  }
}

/** Fast shutdown: clients are cut off, what is committed is kept. After 20 s immediate, which recovery repairs. */
async function stopServer(pid: number): Promise<void> {
  for (const [signal, seconds] of [
    ['SIGINT', 20],
    ['SIGQUIT', 5],
  ] as const) {
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    const deadline = Date.now() + seconds * 1000;
    while (Date.now() < deadline) {
      if (!(await isAlive(pid))) return;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
}

async function withClient<Result>(
  url: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ connectionString: url, application_name: 'tuskar-supervisor' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function urlOf(socketDirectory: string, database: string): string {
  return `postgresql:///${database}?host=${encodeURIComponent(socketDirectory)}&user=${databaseUser}`;
}

async function rotateLog(path: string): Promise<void> {
  if ((await logSize(path)) > largestLog) await rename(path, `${path}.1`);
}

async function logSize(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}

async function logTail(path: string): Promise<string> {
  const text = await readFile(path, 'utf8').catch(() => '');
  return text.slice(-2000);
}

function lastFault(tail: string): string {
  const lines = tail.trim().split('\n');
  return (lines.findLast((line) => /FATAL|PANIC/.test(line)) ?? lines.at(-1) ?? '').replace(
    /^.*?(?=FATAL|PANIC)/,
    '',
  );
}
