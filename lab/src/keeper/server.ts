import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { isTuskarError, TuskarError } from '@tuskar/contract/error.ts';
import type { Job } from './job.ts';
import { toWire } from './protocol.ts';
import { type Keeper, keeperRoutes, type Reply, type Route } from './routes.ts';

const largestBody = 64 * 1024;

/** The keeper's HTTP server, not yet listening. */
export function createKeeperServer(keeper: Keeper): Server {
  const routes = keeperRoutes();
  return createServer((request, response) => {
    answer(keeper, routes, request)
      .then((reply) => ('job' in reply ? stream(response, reply.job) : sendJson(response, 200, reply.json)))
      .catch((error: unknown) => sendError(keeper, response, error));
  });
}

async function answer(keeper: Keeper, routes: Route[], request: IncomingMessage): Promise<Reply> {
  const { pathname } = new URL(request.url ?? '/', 'http://keeper');
  for (const { method, pattern, handle } of routes) {
    const match = request.method === method ? pattern.exec(pathname) : null;
    if (match) return handle(keeper, { parameter: match[1] ?? '', body: await readBody(request) });
  }
  throw new TuskarError('route-not-found', `The keeper has no ${request.method} ${pathname}.`);
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largestBody) throw new TuskarError('invalid-request', 'The request is too large.');
    chunks.push(chunk);
  }
  if (size === 0) return undefined;
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch (cause) {
    throw new TuskarError('invalid-request', 'The request is not JSON.', { cause });
  }
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function sendError({ log }: Keeper, response: ServerResponse, error: unknown): void {
  if (!isTuskarError(error)) log.error({ err: error }, 'request failed');
  sendJson(response, isTuskarError(error) ? error.status : 500, { error: toWire(error) });
}

function stream(response: ServerResponse, job: Job): void {
  response.writeHead(200, { 'content-type': 'application/x-ndjson' });
  response.flushHeaders();
  const leave = job.follow((event) => {
    response.write(`${JSON.stringify(event)}\n`);
    if (event.type === 'result' || event.type === 'error') response.end();
  });
  response.once('close', leave);
}
