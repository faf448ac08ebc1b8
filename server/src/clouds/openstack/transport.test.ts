import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createHttpsTransport } from './transport.ts';

let server: Server | undefined;

async function listen(onConnection: Parameters<typeof createServer>[1]): Promise<string> {
  server = createServer({}, onConnection).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `https://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

afterEach(() => server?.close());

const transport = createHttpsTransport({ caCertificate: '' });

describe('the transport', () => {
  it('says who does not answer in time', async () => {
    const url = await listen((socket) => socket.on('error', () => undefined));
    const call = transport.send({ method: 'GET', url, timeoutSeconds: 0.05 });
    await expect(call).rejects.toMatchObject({ code: 'openstack-unreachable', retryable: true });
  });

  it('says who cuts the connection', async () => {
    const url = await listen((socket) => socket.destroy());
    await expect(transport.send({ method: 'GET', url })).rejects.toMatchObject({
      code: 'openstack-unreachable',
    });
  });

  it('ends at once when it is aborted', async () => {
    const url = await listen((socket) => socket.on('error', () => undefined));
    const reason = new Error('cancelled');
    const call = transport.send({ method: 'GET', url, signal: AbortSignal.abort(reason) });
    await expect(call).rejects.toBe(reason);
  });
});
