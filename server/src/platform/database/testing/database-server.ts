import { access, chmod, constants, cp, mkdtemp, rm, stat, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { silentLogger } from '../../log/logger.ts';
import { createDatabase } from '../connect.ts';
import {
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  startEmbeddedPostgres,
} from '../embedded-postgres.ts';
import { migrate } from '../migrate.ts';
import { nativeDirectory } from '../postgres-binaries.ts';
import type { Owner } from '../socket-directory.ts';
import { removeOrphanedServers, signDirectory } from './orphaned-servers.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    databaseUrl: string;
  }
}

const prefix = 'tuskar-test-';

/** Root runs the server as this user, since PostgreSQL refuses to run as root. */
export const unprivileged: Owner = { uid: 65534, gid: 65534 };

/** vitest's globalSetup: one server for a whole run, with the migrated database that each test file clones. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const log = silentLogger();
  const scratch = await scratchDirectory();
  await removeOrphanedServers(scratch, prefix);
  const directory = await mkdtemp(join(scratch, prefix));
  await signDirectory(directory);
  const server = await startServerIn(directory, {
    log,
    settings: { fsync: 'off', max_connections: '300' },
  });
  const template = createDatabase({ url: server.url, log: log, poolSize: 4 });
  await migrate(template, { log: log });
  await template.close();
  project.provide('databaseUrl', server.url);
  return async () => {
    await server.stop();
    await rm(directory, { recursive: true, force: true });
  };
}

/** A server of its own, with all that it writes in one directory. */
export async function startServerIn(
  directory: string,
  options: Pick<EmbeddedPostgresOptions, 'log' | 'settings'>,
): Promise<EmbeddedPostgres> {
  // Another user runs it.
  await chmod(directory, 0o755);
  return await startEmbeddedPostgres({
    ...(await testOwnership(directory)),
    stateDirectory: join(directory, 'state'),
    runDirectory: join(directory, 'run'),
    ...options,
  });
}

/**
 * Each test makes and removes a database, which is a thousand files: several times faster in memory, where there is plenty
 * of it.
 */
async function scratchDirectory(): Promise<string> {
  const memory = '/dev/shm';
  const isWritable = await access(memory, constants.W_OK).then(
    () => true,
    () => false,
  );
  if (!isWritable) return tmpdir();
  const { bavail, bsize } = await statfs(memory);
  return bavail * bsize > 4 * 2 ** 30 ? memory : tmpdir();
}

/** As whom a test's server runs, and from where where that user cannot read npm's package. */
export async function testOwnership(directory: string): Promise<{ owner?: Owner; native?: string }> {
  if (process.getuid?.() !== 0) return {};
  const native = nativeDirectory();
  if (await isReadableByAll(native)) return { owner: unprivileged };
  const copy = join(directory, 'postgres-package', 'native');
  await cp(native, copy, { recursive: true, verbatimSymlinks: true });
  await cp(join(native, '..', 'package.json'), join(copy, '..', 'package.json'));
  return { owner: unprivileged, native: copy };
}

async function isReadableByAll(path: string): Promise<boolean> {
  for (let directory = path; directory !== dirname(directory); directory = dirname(directory)) {
    const { mode } = await stat(directory);
    if ((mode & 0o001) === 0) return false;
  }
  return true;
}
