import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Seen = { method: string; path: string; headers: IncomingMessage['headers']; body: string };
export type Scripted = { status?: number; text?: string; headers?: Record<string, string>; silent?: true };

/** An answer of Ironic 29.0.5, as it came: 'node', 'drivers'. */
export function recorded(name: string): string {
  return readFileSync(new URL(`recorded/${name}.json`, import.meta.url), 'utf8');
}

/** A service on the loopback address that answers as told, and keeps what it was asked. */
export async function scriptedService(answer: (seen: Seen) => Scripted) {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (piece: string) => (body += piece));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const one = { method, path: url, headers, body };
      seen.push(one);
      const { status = 200, text = '', headers: more = {}, silent } = answer(one);
      if (silent) return;
      response.writeHead(status, { 'content-type': 'application/json', ...more }).end(text);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    seen,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** What every connection begins with; anything else is for the test to answer. */
export function greeting({ path }: Seen): Scripted | undefined {
  if (path === '/v1/') return { text: recorded('root') };
  if (path === '/v1/conductors') return { text: recorded('conductors') };
  if (path.startsWith('/v1/drivers')) return { text: recorded('drivers') };
  if (/^\/v1\/nodes\?fields=uuid,name(,parent_node|$)/.test(path)) return { text: '{"nodes": []}' };
  return undefined;
}
