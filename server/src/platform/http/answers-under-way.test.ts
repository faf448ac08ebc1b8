import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { createClient } from '@tuskar/client/client.ts';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { AnyHandler } from './handler.ts';
import { createTestServer, type TestServer } from './testing/test-server.ts';

async function listening(answers: Record<string, AnyHandler> = {}) {
  const server = await createTestServer({ answers });
  onTestFinished(() => server.app.close());
  await server.app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = server.app.server.address() as AddressInfo;
  return {
    server,
    port,
    client: createClient({ baseUrl: `http://127.0.0.1:${port}`, token: 'may:cloud.read' }),
  };
}

/** Seconds that the server takes to stop. */
async function stop({ app }: TestServer): Promise<number> {
  const begun = performance.now();
  await app.close();
  return (performance.now() - begun) / 1000;
}

async function connected(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

describe('a server that stops', () => {
  it('first answers what it was asked, and refuses what else comes', async () => {
    const begun = Promise.withResolvers<void>();
    const slow = Promise.withResolvers<void>();
    const { server, client } = await listening({
      'cloud.list': async () => {
        begun.resolve();
        await slow.promise;
        return { items: [] };
      },
    });
    const answer = client.call('cloud.list');
    await begun.promise;
    const stopped = stop(server);
    await expect(client.call('cloud.list')).rejects.toMatchObject({ code: 'server-stopping' });
    slow.resolve();
    expect(await answer).toEqual({ items: [] });
    await stopped;
  });

  it('does not wait for a connection on which nothing was asked', async () => {
    const { server, port } = await listening();
    const socket = await connected(port);
    const closed = once(socket, 'close');
    expect(await stop(server)).toBeLessThan(2);
    await closed;
  });

  it('does not wait for a reader of events that takes nothing', async () => {
    const { server, port } = await listening();
    let connection: Socket | undefined;
    server.app.server.once('connection', (socket) => (connection = socket));
    const at = '2026-11-23T00:00:00.000Z';
    const subject = { type: 'cloud', name: 'try' } as const;
    const data = 'x'.repeat(100_000);
    for (let count = 0; count < 200; count += 1)
      server.events.send({ type: 'cloud.changed', at, subject, data });
    const headers = { authorization: 'Bearer may:cloud.read' };
    const request = get({ port, path: '/v1/events?lastEventId=0', headers });
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    onTestFinished(() => void response.destroy());
    response.on('error', () => undefined);
    response.pause();
    await expect.poll(() => connection?.writableNeedDrain).toBe(true);
    expect(await stop(server)).toBeLessThan(2);
  });
});
