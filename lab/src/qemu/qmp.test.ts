import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { QmpClient } from './qmp.ts';

let directory: string;
let server: Server;
let answers: Record<string, object>;
let peer: Socket;
const path = (): string => join(directory, 'monitor.sock');

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'qmp-'));
  answers = {};
  server = createServer((socket) => {
    peer = socket;
    socket.write('{"QMP": {"version": {}, "capabilities": []}}\r\n');
    socket.on('data', (data) => {
      for (const line of data.toString().split('\n').filter(Boolean)) {
        const { execute, id } = JSON.parse(line) as { execute: string; id: number };
        const answer = execute === 'qmp_capabilities' ? { return: {} } : answers[execute];
        if (answer) socket.write(`${JSON.stringify({ ...answer, id })}\r\n`);
      }
    });
  });
  server.listen(path());
  await once(server, 'listening');
});
afterEach(() => {
  server.close();
  rmSync(directory, { recursive: true });
});

test('a command has its answer, also between events', async () => {
  const events: string[] = [];
  const client = await QmpClient.connect(path(), ({ event }) => events.push(event));
  answers['query-status'] = { return: { status: 'running' } };
  peer.write('{"event": "RESUME", "timestamp": {}}\r\n');
  expect(await client.execute('query-status')).toEqual({ status: 'running' });
  expect(events).toEqual(['RESUME']);
  client.close();
});

test('a refusal is an error that says why', async () => {
  const client = await QmpClient.connect(path(), () => undefined);
  answers['cont'] = { error: { class: 'GenericError', desc: 'no way' } };
  await expect(client.execute('cont')).rejects.toThrow('no way');
  client.close();
});

test('what waits for an answer fails when QEMU ends', async () => {
  const client = await QmpClient.connect(path(), () => undefined);
  const asked = client.execute('query-status');
  peer.destroy();
  await expect(asked).rejects.toThrow('QEMU has ended');
  await client.closed;
  await expect(client.execute('query-status')).rejects.toThrow('QEMU has ended');
});

test('a QEMU that ends before it greets is no connection', async () => {
  server.removeAllListeners('connection').on('connection', (socket) => socket.destroy());
  await expect(QmpClient.connect(path(), () => undefined)).rejects.toThrow('QEMU has ended');
});

test('nobody on the socket is an error', async () => {
  await expect(QmpClient.connect(join(directory, 'none'), () => undefined)).rejects.toThrow('ENOENT');
});
