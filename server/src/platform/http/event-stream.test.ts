import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createClient } from '@tuskar/client/client.ts';
import { followEvents } from '@tuskar/client/events.ts';
import type { Event } from '@tuskar/contract/event.ts';
import type { Subject } from '@tuskar/contract/fields.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { permissiveAuthenticator } from './testing/memory.ts';
import { createTestServer, type TestServer } from './testing/test-server.ts';

let server: TestServer;
let ending: AbortController;
/** Whom the server knows; a test revokes. */
let known = true;

beforeEach(async () => {
  known = true;
  ending = new AbortController();
  const authenticator = permissiveAuthenticator();
  server = await createTestServer({
    authenticator: {
      authenticate: async (credentials) => (known ? authenticator.authenticate(credentials) : undefined),
    },
    heartbeatSeconds: 0.02,
    stalledSeconds: 0.1,
  });
  await server.app.listen({ host: '127.0.0.1', port: 0 });
});
afterEach(async () => {
  ending.abort();
  await server.app.close();
});

function client(...permissions: string[]) {
  const { port } = server.app.server.address() as AddressInfo;
  return createClient({ baseUrl: `http://127.0.0.1:${port}`, token: `may:${permissions.join(',')}` });
}

function send(type: string, subject: Subject): void {
  server.events.send({ type, at: '2026-11-23T00:00:00.000Z', subject, data: {} });
}

const tryCloud: Subject = { type: 'cloud', name: 'try' };

async function take(events: AsyncIterable<Event>, count: number): Promise<string[]> {
  const taken: string[] = [];
  for await (const event of events) {
    taken.push(event.type);
    if (taken.length === count) break;
  }
  return taken;
}

describe('the event stream', () => {
  it('resumes after the last event that was seen', async () => {
    for (const type of ['cloud.a', 'cloud.b', 'cloud.c']) send(type, tryCloud);
    const events = followEvents(client('cloud.read'), { lastEventId: '1', signal: ending.signal });
    expect(await take(events, 2)).toEqual(['cloud.b', 'cloud.c']);
  });

  it('tells only what its reader may read', async () => {
    send('host.changed', { type: 'host', name: 'h' });
    send('user.changed', { type: 'user', name: 'u' });
    send('cloud.changed', tryCloud);
    const events = followEvents(client('cloud.read'), { lastEventId: '0', signal: ending.signal });
    expect(await take(events, 1)).toEqual(['cloud.changed']);
  });

  it('tells only what its reader asks for', async () => {
    send('cloud.changed', { type: 'cloud', name: 'other' });
    send('cloud.log', tryCloud);
    send('operation.changed', tryCloud);
    const events = followEvents(client('cloud.read'), {
      lastEventId: '0',
      signal: ending.signal,
      subject: 'cloud/try',
      type: 'operation',
    });
    expect(await take(events, 1)).toEqual(['operation.changed']);
  });

  it('ends when its reader is no longer known', async () => {
    send('cloud.changed', tryCloud);
    const response = await client('cloud.read').open('event.stream', { query: { lastEventId: '0' } });
    const reader = response.body!.getReader();
    await reader.read();
    known = false;
    let done = false;
    while (!done) ({ done } = await reader.read());
    expect(done).toBe(true);
  });

  it('ends when the server stops, without waiting for its readers', async () => {
    const response = await client('cloud.read').open('event.stream', {});
    await server.app.close();
    const reader = response.body!.getReader();
    let done = false;
    while (!done) ({ done } = await reader.read());
    expect(done).toBe(true);
  });

  it('lets go of a reader that takes nothing, and keeps little for it meanwhile', async () => {
    const { port } = server.app.server.address() as AddressInfo;
    const path = '/v1/events?lastEventId=0';
    const request = get({ port, path, headers: { authorization: 'Bearer may:cloud.read' } });
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    response.pause();
    response.on('error', () => undefined);
    const data = 'x'.repeat(100_000);
    const at = '2026-11-23T00:00:00.000Z';
    for (let count = 0; count < 200; count += 1) {
      server.events.send({ type: 'cloud.changed', at, subject: tryCloud, data });
    }
    const open = async () => {
      const { body } = await server.app.inject({
        url: '/metrics',
        headers: { authorization: 'Bearer may:' },
      });
      return /tuskar_event_streams (\d+)/.exec(body)?.[1];
    };
    await expect.poll(open, { timeout: 10_000 }).toBe('0');
    response.destroy();
  }, 15_000);
});
