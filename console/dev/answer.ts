import type { IncomingMessage, ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { isTuskarError, TuskarError } from '@tuskar/contract/error.ts';
import { problemOf } from '@tuskar/contract/problem.ts';
import { inputParser } from '@tuskar/contract/request.ts';
import type { RouteDefinition } from '@tuskar/contract/route.ts';
import { type RouteName, routes } from '@tuskar/contract/routes.ts';
import { handlers } from './handlers/all.ts';
import type { AnyHandler } from './handlers/handler.ts';
import { streamEvents } from './stream-events.ts';
import { type FakeSession, sessions } from './sessions.ts';

type Matched = { name: RouteName; route: RouteDefinition; params: Record<string, string> };

/** Answers as the contract says: what comes in and what goes out are checked by it, so that the fake cannot drift. */
export async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const url = new URL(request.url ?? '/', 'http://fake');
    const { name, route, params } = match(request.method ?? 'GET', url.pathname);
    const session = sessions.of(request);
    if (route.access !== 'public') permit(session, route);
    const body = request.method === 'GET' ? undefined : await bodyOf(request);
    const query = Object.fromEntries(url.searchParams);
    const given = inputParser(route)({ params, query, body });
    if (name === 'event.stream')
      return streamEvents(response, session!, given.query as { lastEventId?: string });
    const handler = handlers[name] as AnyHandler | undefined;
    if (handler === undefined) throw new TuskarError('route-not-found', `The fake does not play ${name}.`);
    const result = await handler({ ...given, session: session!, request, response });
    reply(response, route, result);
  } catch (error) {
    refuse(response, error);
  }
}

function match(method: string, path: string): Matched {
  for (const [name, route] of Object.entries(routes) as [RouteName, RouteDefinition][]) {
    if (route.method !== method) continue;
    const pattern = new RegExp(`^${route.path.replaceAll(/:(\w+)/g, '(?<$1>[^/]+)')}$`);
    const found = pattern.exec(path);
    if (found === null) continue;
    const params = Object.fromEntries(
      Object.entries(found.groups ?? {}).map(([key, value]) => [key, decodeURIComponent(value)]),
    );
    return { name, route, params };
  }
  throw new TuskarError('route-not-found', `There is no route ${method} ${path}.`);
}

function permit(session: FakeSession | undefined, { access }: RouteDefinition): void {
  if (session === undefined) throw new TuskarError('not-signed-in', 'The session is over.');
  if (access === 'signed-in' || access === 'public' || session.permissions.includes(access)) return;
  throw new TuskarError('forbidden', `${session.user} does not have the permission ${access}.`);
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  return request.headers['content-type'] === undefined ? undefined : await json(request);
}

function reply(response: ServerResponse, route: RouteDefinition, result: unknown): void {
  response.statusCode = route.status ?? 200;
  response.setHeader('date', new Date().toUTCString());
  if (route.response === undefined) return void response.end();
  // A field that the contract does not know, or lacks, is a fault of the fake: say so at once.
  const checked = route.response.parse(result);
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(checked));
}

function refuse(response: ServerResponse, error: unknown): void {
  const problem = isTuskarError(error)
    ? error
    : new TuskarError(
        'internal-error',
        `The fake failed: ${error instanceof Error ? error.stack : String(error)}`,
      );
  response.statusCode = problem.status;
  response.setHeader('content-type', 'application/problem+json');
  response.end(JSON.stringify(problemOf(problem)));
}
