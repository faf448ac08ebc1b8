import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import tls from 'node:tls';
import { createClient } from '@tuskar/client/client.ts';
import { sql } from 'kysely';
import { expect, it, onTestFinished } from 'vitest';
import { testDatabase } from './platform/database/testing/test-database.ts';
import { freePort } from './platform/testing/free-port.ts';

/** The control plane as a process, once it serves. */
async function serving(env: Record<string, string>): Promise<ChildProcess> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH: process.env['PATH'], ...env },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const lines = createInterface({ input: child.stdout });
  for await (const line of lines) {
    if ((JSON.parse(line) as { msg: string }).msg === 'serving') break;
  }
  child.stdout.resume();
  return child;
}

it('a request whose server is killed meanwhile is done once, by the server that comes after it', async () => {
  const { db, url } = await testDatabase();
  const directory = mkdtempSync(join(tmpdir(), 'tuskar-killed-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const address = `127.0.0.1:${await freePort()}`;
  const env = {
    TUSKAR_STATE_DIR: directory,
    TUSKAR_RUN_DIR: directory,
    TUSKAR_CACHE_DIR: directory,
    TUSKAR_LISTEN: address,
    DATABASE_URL: url,
  };
  const first = await serving(env);
  tls.setDefaultCACertificates([
    ...tls.getCACertificates('default'),
    readFileSync(join(directory, 'ca.pem'), 'utf8'),
  ]);
  const told: string[] = [];
  const client = createClient({
    baseUrl: `https://${address}`,
    token: readFileSync(join(directory, 'cli-token'), 'utf8').trim(),
    patience: { seconds: 60, onChange: (state) => told.push(state) },
  });

  const body = { name: 'eve', role: 'viewer', password: '0123456789ab' } as const;
  let created: Promise<unknown> | undefined;
  await db.transaction().execute(async (transaction) => {
    await sql`LOCK TABLE user_account IN EXCLUSIVE MODE`.execute(transaction);
    created = client.call('user.create', { body });
    await expect
      .poll(async () => (await sql`SELECT FROM pg_locks WHERE NOT granted`.execute(db)).rows.length)
      .toBe(1);
    first.kill('SIGKILL');
    await once(first, 'exit');
    // What the process had asked of its database is not to be done by the database all the same.
    await sql`SELECT pg_terminate_backend(pid) FROM pg_locks WHERE NOT granted`.execute(db);
  });
  await serving(env);
  expect(await created).toMatchObject({ name: 'eve' });
  expect(told).toEqual(['waiting', 'answered']);
  const { items } = await client.call('user.list');
  expect(items.map(({ name }) => name)).toEqual(['admin', 'eve']);
}, 60_000);
