import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { TuskarError } from '@tuskar/contract/error.ts';
import { Client, escapeIdentifier } from 'pg';
import type { Logger } from '../log/logger.ts';
import { databaseUser, initialiseDatabase } from './initialise.ts';
import { findPostgresBinaries } from './postgres-binaries.ts';
import { isAlive } from './postmaster.ts';
import { ensureServer, type RunningServer, type ServerPlace, stopServer } from './server-process.ts';
import { makeSocketDirectory, type Owner } from './socket-directory.ts';

export type EmbeddedPostgresOptions = {
  /** Holds `postgres/` (the data), `postgres.log` and, where npm made none, the links of its libraries. */
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
const watchMilliseconds = 1000;

/**
 * Starts PostgreSQL from npm's binaries, or adopts the server that already runs on the data, and starts it again
 * when it dies. Errors: 'database-as-root', 'database-version', 'disk-full', 'database-unavailable'.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { stateDirectory, runDirectory, log, settings = {}, native } = options;
  const owner = options.owner ?? ownIdentity();
  const dataDirectory = join(stateDirectory, 'postgres');
  await mkdir(stateDirectory, { recursive: true });
  const binaries = await findPostgresBinaries({
    linksDirectory: join(stateDirectory, 'postgres-lib'),
    ...(native === undefined ? {} : { native }),
  });
  await initialiseDatabase({ dataDirectory, binaries, owner, settings });
  const place: ServerPlace = {
    dataDirectory,
    socketDirectory: await makeSocketDirectory({ runDirectory, stateDirectory, owner }),
    logFile: join(stateDirectory, 'postgres.log'),
    binaries,
    owner,
    settings,
  };
  const server = await ensureReachable(place, log);
  // That of a server that was adopted stands where it was started with.
  const { socketDirectory } = server;
  let { pid } = server;
  log.info({ pid, adopted: server.adopted }, 'the database runs');
  let stopped = false;
  let turn: Promise<void> = Promise.resolve();
  const restartIfDead = async (): Promise<void> => {
    if (stopped || (await isAlive(pid))) return;
    log.warn({ pid }, 'the database has died; starting it again');
    pid = (await ensureServer({ ...place, socketDirectory })).pid;
  };
  const watch = setInterval(() => {
    turn = turn
      .then(restartIfDead)
      .catch((error: unknown) => log.error({ err: error }, 'the database does not start; trying again'));
  }, watchMilliseconds);
  watch.unref();

  return {
    url: urlOf(socketDirectory, databaseName),
    adopted: server.adopted,
    pid: () => pid,
    stop: async () => {
      if (stopped) return;
      stopped = true;
      clearInterval(watch);
      await turn;
      if (await hasOtherClients(socketDirectory)) log.info('another process uses the database; it stays');
      else await stopServer(pid);
    },
  };
}

async function ensureReachable(place: ServerPlace, log: Logger): Promise<RunningServer> {
  const server = await ensureServer(place);
  try {
    await createDatabase(server.socketDirectory);
    return server;
  } catch (error) {
    if (!server.adopted) throw error;
    // Its socket was deleted from under it, as cleaners of /run and /tmp do.
    log.warn({ err: error, pid: server.pid }, 'the database that runs does not answer; starting it anew');
    await stopServer(server.pid);
    const fresh = await ensureServer(place);
    await createDatabase(fresh.socketDirectory);
    return fresh;
  }
}

function ownIdentity(): Owner {
  const uid = process.getuid?.() ?? 0;
  if (uid === 0) {
    throw new TuskarError(
      'database-as-root',
      'PostgreSQL refuses to run as root, so the control plane must not.',
    );
  }
  return { uid, gid: process.getgid?.() ?? uid };
}

async function createDatabase(socketDirectory: string): Promise<void> {
  await withClient(urlOf(socketDirectory, 'postgres'), async (client) => {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [databaseName]);
    if (rowCount !== 0) return;
    await client
      .query(`CREATE DATABASE ${escapeIdentifier(databaseName)}`)
      .catch((error: Error & { code?: string }) => {
        // duplicate_database, unique_violation: another process was first.
        if (error.code !== '42P04' && error.code !== '23505') throw error;
      });
  });
}

async function hasOtherClients(socketDirectory: string): Promise<boolean> {
  const others = withClient(urlOf(socketDirectory, 'postgres'), async (client) => {
    const { rows } = await client.query<{ others: boolean }>(
      `SELECT count(*) > 0 AS others FROM pg_stat_activity
       WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()`,
    );
    return rows[0]?.others ?? false;
  });
  // A server that does not answer serves nobody.
  return others.catch(() => false);
}

async function withClient<Result>(url: string, work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client({ connectionString: url, application_name: 'tuskar-supervisor' });
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
