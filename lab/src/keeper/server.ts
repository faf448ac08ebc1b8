import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { TuskarError } from '@tuskar/contract/error.ts';
import { readJsonBody, sendJson, sendJsonError } from '../json-http.ts';
import type { Job } from './job.ts';
import { type Keeper, keeperRoutes, type Reply, type Route } from './routes.ts';

/** The keeper's HTTP server, not yet listening. */
export function createKeeperServer(keeper: Keeper): Server {
  const routes = keeperRoutes();
  return createServer((request, response) => {
    answer(keeper, routes, request)
      .then((reply) => ('job' in reply ? stream(response, reply.job) : sendJson(response, 200, reply.json)))
      .catch((error: unknown) => sendJsonError(keeper.log, response, error));
  });
}

async function answer(keeper: Keeper, routes: Route[], request: IncomingMessage): Promise<Reply> {
  const { pathname } = new URL(request.url ?? '/', 'http://keeper');
  for (const { method, pattern, handle } of routes) {
    const match = request.method === method ? pattern.exec(pathname) : null;
    if (match) return handle(keeper, { parameter: match[1] ?? '', body: await readJsonBody(request) });
  }
  throw new TuskarError('route-not-found', `The keeper has no ${request.method} ${pathname}.`);
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
