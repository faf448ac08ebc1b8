import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { expect, onTestFinished, test, vi } from 'vitest';
import { silentLogger } from '../log/logger.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts';
import { findPostgresBinaries, nativeDirectory } from './postgres-binaries.ts';
import { isAlive } from './postmaster.ts';
import { testOwnership } from './testing/database-server.ts';

async function makeDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'tuskar-embedded-'));
  await chmod(directory, 0o755);
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

async function start(directory: string, state = 'state'): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({
    ...(await testOwnership(directory)),
    stateDirectory: join(directory, state),
    runDirectory: join(directory, 'run'),
    log: silentLogger(),
    settings: { fsync: 'off' },
  });
  onTestFinished(server.stop);
  return server;
}

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

test('is made, stopped, and started again with its data', async () => {
  const directory = await makeDirectory();
  const first = await start(directory);
  expect(first.adopted).toBe(false);
  await query(first.url, 'CREATE TABLE kept AS SELECT 1 AS number');
  expect(
    await query(
      first.url,
      `SELECT datcollate, datlocale, datlocprovider FROM pg_database WHERE datname = 'tuskar'`,
    ),
  ).toEqual([{ datcollate: 'C', datlocale: 'C.UTF-8', datlocprovider: 'b' }]);
  await first.stop();
  expect(await isAlive(first.pid())).toBe(false);

  const second = await start(directory);
  expect(second.adopted).toBe(false);
  expect(await query(second.url, 'SELECT number FROM kept')).toEqual([{ number: 1 }]);
});

test('outlives the process that started it, and the next adopts it', async () => {
  const directory = await makeDirectory();
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL('./testing/orphan.ts', import.meta.url)), directory],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  child.kill('SIGKILL');
  await once(child, 'exit');
  const server = await start(directory);
  expect(server).toMatchObject({ adopted: true });
  expect(server.pid()).toBe(Number(line.toString()));
  expect(await query(server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test('is known again through a link to its directory', async () => {
  const directory = await makeDirectory();
  const first = await start(directory);
  await symlink('state', join(directory, 'link'));
  const second = await start(directory, 'link');
  expect(second).toMatchObject({ adopted: true });
  expect(second.pid()).toBe(first.pid());
});

test('is started again when it dies', async () => {
  const server = await start(await makeDirectory());
  const { pid } = server;
  const first = pid();
  process.kill(first, 'SIGKILL');
  await vi.waitFor(() => expect(pid()).not.toBe(first), { timeout: 30_000 });
  expect(await query(server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test('two that start at once share one server, and the last turns off the light', async () => {
  const directory = await makeDirectory();
  const [one, two] = await Promise.all([start(directory), start(directory)]);
  expect(one.pid()).toBe(two.pid());
  const client = new Client({ connectionString: two.url });
  client.on('error', () => undefined);
  await client.connect();
  await one.stop();
  expect(await isAlive(two.pid())).toBe(true);
  await client.end();
  await two.stop();
  expect(await isAlive(two.pid())).toBe(false);
});

test('a server whose socket was deleted is started anew, not adopted', async () => {
  const directory = await makeDirectory();
  const first = await start(directory);
  await query(first.url, 'CREATE TABLE kept AS SELECT 1 AS number');
  await rm(join(directory, 'run'), { recursive: true });
  const second = await start(directory);
  expect(second.adopted).toBe(false);
  expect(await query(second.url, 'SELECT number FROM kept')).toEqual([{ number: 1 }]);
});

test('a left-over pid file whose number now belongs to another process is no obstacle', async () => {
  const directory = await makeDirectory();
  const first = await start(directory);
  const pidFile = join(directory, 'state/postgres/postmaster.pid');
  const text = await readFile(pidFile, 'utf8');
  await first.stop();
  await writeFile(pidFile, text.replace(/^\d+/, String(process.pid)));
  const second = await start(directory);
  expect(second.adopted).toBe(false);
});

test('a data directory of another major version is refused, untouched', async () => {
  const directory = await makeDirectory();
  const data = join(directory, 'state/postgres');
  await mkdir(data, { recursive: true });
  await writeFile(join(data, 'PG_VERSION'), '16\n');
  await expect(start(directory)).rejects.toMatchObject({
    code: 'database-version',
    message: expect.stringContaining('PostgreSQL 16') as string,
  });
});

test('a long state directory gets its socket elsewhere', async () => {
  const directory = await makeDirectory();
  const long = 'a-directory-with-a-rather-long-name/'.repeat(4);
  const server = await startEmbeddedPostgres({
    ...(await testOwnership(directory)),
    stateDirectory: join(directory, long, 'state'),
    runDirectory: join(directory, long, 'run'),
    log: silentLogger(),
  });
  onTestFinished(server.stop);
  expect(server.url).toContain(encodeURIComponent(join(tmpdir(), 'tuskar-')));
  const socket = decodeURIComponent(new URL(server.url).searchParams.get('host') ?? '');
  onTestFinished(() => rm(socket, { recursive: true, force: true }));
  expect(await query(server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test('the reason why it does not start is told', async () => {
  const directory = await makeDirectory();
  await (await start(directory)).stop();
  const broken = startEmbeddedPostgres({
    ...(await testOwnership(directory)),
    stateDirectory: join(directory, 'state'),
    runDirectory: join(directory, 'run'),
    log: silentLogger(),
    settings: { shared_buffers: 'none' },
  });
  await expect(broken).rejects.toMatchObject({
    code: 'database-unavailable',
    message: expect.stringContaining('shared_buffers') as string,
  });
});

test('links of libraries that npm did not make are made', async () => {
  const directory = await makeDirectory();
  const native = join(directory, 'package/native');
  await mkdir(join(native, 'lib'), { recursive: true });
  await symlink(join(nativeDirectory(), 'pg-symlinks.json'), join(native, 'pg-symlinks.json'));
  await symlink(join(dirname(nativeDirectory()), 'package.json'), join(directory, 'package/package.json'));
  const linksDirectory = join(directory, 'links');
  const { env, major } = await findPostgresBinaries({ native, linksDirectory });
  expect({ env, major }).toEqual({ env: { LD_LIBRARY_PATH: linksDirectory }, major: '18' });
  const again = await findPostgresBinaries({ native, linksDirectory });
  expect(again.env).toEqual(env);
  const npms = await findPostgresBinaries({ linksDirectory });
  expect(npms.env).toEqual({});
});

test.runIf(process.getuid?.() === 0)('refuses to run as root', async () => {
  const directory = await makeDirectory();
  const asRoot = startEmbeddedPostgres({
    stateDirectory: join(directory, 'state'),
    runDirectory: join(directory, 'run'),
    log: silentLogger(),
  });
  await expect(asRoot).rejects.toMatchObject({ code: 'database-as-root' });
});
