import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent, request as httpsRequest } from 'node:https';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { type Client, createClient, type Transport } from '@tuskar/client/client.ts';
import { followEvents } from '@tuskar/client/events.ts';
import { sql } from 'kysely';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { FirstSignIn } from './access/first-start.ts';
import { type ControlPlane, startControlPlane } from './control-plane.ts';
import type { Database } from './platform/database/connect.ts';
import { testDatabase } from './platform/database/testing/test-database.ts';
import { insertEvents } from './platform/events/store.ts';
import { silentLogger } from './platform/log/logger.ts';
import { readSettings } from './settings.ts';

let database: Database;
let directory: string;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'tuskar-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  database = await testDatabase();
});

async function start(address = '127.0.0.1:0'): Promise<ControlPlane> {
  const settings = readSettings({
    TUSKAR_STATE_DIR: directory,
    TUSKAR_RUN_DIR: directory,
    TUSKAR_CACHE_DIR: directory,
    TUSKAR_LISTEN: address,
    DATABASE_URL: database.url,
  });
  const controlPlane = await startControlPlane(settings, silentLogger());
  onTestFinished(() => controlPlane.stop());
  return controlPlane;
}

/** Speaks to the server over its own certificate, as a client that trusts Tuskar's authority and no other does. */
function transport(): Transport {
  const agent = new Agent({ ca: readFileSync(join(directory, 'ca.pem')) });
  return (url, { method, headers, body, signal }) =>
    new Promise((resolve, reject) => {
      const options = {
        agent,
        method,
        headers: headers as Record<string, string>,
        signal: signal ?? undefined,
      };
      httpsRequest(url, options, (message) => {
        const answerHeaders = Object.entries(message.headers).map(([name, value]) => [name, String(value)]);
        const answer = message.statusCode === 204 ? null : (Readable.toWeb(message) as ReadableStream);
        resolve(
          new Response(answer, {
            status: message.statusCode ?? 0,
            headers: Object.fromEntries(answerHeaders),
          }),
        );
      })
        .on('error', reject)
        .end(body);
    });
}

function clientOf(
  { url = '' }: ControlPlane,
  token = readFileSync(join(directory, 'cli-token'), 'utf8').trim(),
): Client {
  return createClient({ baseUrl: url, token, transport: transport() });
}

describe('the control plane', () => {
  it('serves over TLS of its own authority, and is well', async () => {
    const health = await clientOf(await start()).call('system.health');
    expect(health.checks.map(({ name, status }) => [name, status])).toEqual([
      ['database', 'ok'],
      ['engine', 'ok'],
      ['keeper', 'failed'],
    ]);
  });

  it('lets the first administrator in, who finds it in the audit trail', async () => {
    const controlPlane = await start();
    const { user, password } = JSON.parse(
      readFileSync(join(directory, 'first-sign-in.json'), 'utf8'),
    ) as FirstSignIn;
    const client = clientOf(controlPlane);
    await expect(client.call('session.create', { body: { user, password: 'wrong' } })).rejects.toMatchObject({
      code: 'sign-in-failed',
    });
    expect(await client.call('session.create', { body: { user, password } })).toMatchObject({
      user: 'admin',
    });
    const { items } = await client.call('audit.list');
    expect(items.map(({ actor, action, outcome }) => [actor, action, outcome])).toEqual([
      ['admin', 'session.create', 'allowed'],
      ['anonymous', 'session.create', 'refused'],
    ]);
    expect(await client.call('audit.check')).toMatchObject({ intact: true, entries: 2 });
  });

  it('keeps people, tokens and secrets over a restart', async () => {
    const first = await start();
    const { secret } = await clientOf(first).call('token.create', { body: { description: 'ci' } });
    await first.stop();
    const second = await start();
    expect(await clientOf(second, secret).call('session.show')).toMatchObject({ user: 'admin' });
    await expect(clientOf(second, `${secret}x`).call('session.show')).rejects.toMatchObject({
      code: 'not-signed-in',
    });
  });

  it('answers a repeated request as the first time, also after a restart', async () => {
    const first = await start();
    const request = { body: { description: 'ci' }, idempotencyKey: 'k' };
    const token = await clientOf(first).call('token.create', request);
    await first.stop();
    expect(await clientOf(await start()).call('token.create', request)).toEqual(token);
  });

  it('refuses a change that is based on what is no longer there', async () => {
    const client = clientOf(await start());
    await client.call('user.create', { body: { name: 'eve', role: 'viewer', password: '0123456789ab' } });
    const seen = await client.call('user.show', { params: { name: 'eve' } });
    const ifMatch = client.etagOf(seen) ?? '';
    const change = (role: 'operator' | 'viewer') =>
      client.call('user.update', { params: { name: 'eve' }, body: { role }, ifMatch });
    const results = await Promise.allSettled([change('operator'), change('operator'), change('operator')]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(change('viewer')).rejects.toMatchObject({ code: 'precondition-failed' });
  });

  it('tells a reader of the event stream everything once, also over a restart', async () => {
    const first = await start();
    const ending = new AbortController();
    onTestFinished(() => ending.abort());
    const subject = { type: 'cloud', name: 'try' } as const;
    const tell = (type: string) => insertEvents(database.db, { type, subject, data: {} });

    const connected = Promise.withResolvers<void>();
    const before = followEvents(clientOf(first), {
      signal: ending.signal,
      subject: 'cloud/try',
      onConnection: (state) => state === 'connected' && connected.resolve(),
    });
    const next = before.next();
    await connected.promise;
    await tell('cloud.one');
    const one = await next;
    await first.stop();
    await tell('cloud.two');

    const after = followEvents(clientOf(await start()), {
      signal: ending.signal,
      subject: 'cloud/try',
      lastEventId: one.value?.id ?? '',
    });
    await tell('cloud.three');
    const seen = [one.value?.type, (await after.next()).value?.type, (await after.next()).value?.type];
    expect(seen).toEqual(['cloud.one', 'cloud.two', 'cloud.three']);
  });

  it('is not well without its database, and says so', async () => {
    const client = clientOf(await start());
    await sql`ALTER TABLE operation_executor RENAME TO gone`.execute(database.db);
    await expect(client.call('system.health')).rejects.toMatchObject({
      code: 'unexpected-answer',
      context: { status: 503 },
    });
    await sql`ALTER TABLE gone RENAME TO operation_executor`.execute(database.db);
  });

  it('says what keeps it from serving, and leaves nothing running', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void other.close());
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const connections = async () => {
      const { rows } = await sql<{ count: number }>`
        SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = current_database()`.execute(
        database.db,
      );
      return rows[0]?.count ?? 0;
    };
    const before = await connections();
    await expect(start(`127.0.0.1:${port}`)).rejects.toMatchObject({
      code: 'cannot-listen',
      message: `Cannot listen on 127.0.0.1:${port}: another process listens there.`,
    });
    await expect.poll(connections).toBeLessThanOrEqual(before);
  });
});
