import { type RouteName, routes } from '@tuskar/contract/routes.ts';
import type { RouteDefinition } from '@tuskar/contract/route.ts';
import type { FastifyInstance } from 'fastify';
import { silentLogger } from '../../log/logger.ts';
import type { AnyHandler, Handlers } from '../handler.ts';
import { createHttpServer, type HttpServerOptions } from '../server.ts';
import {
  memoryAudit,
  memoryEvents,
  memoryIdempotency,
  memorySessions,
  permissiveAuthenticator,
} from './memory.ts';
import { sampleOf } from './sample.ts';

/** Handlers that answer with samples, so that the layers around them can be tried on every route. */
export function sampleHandlers(given: Record<string, AnyHandler> = {}): Handlers {
  const own = [
    'system.health',
    'system.metrics',
    'system.openapi',
    'event.stream',
    'session.create',
    'session.delete',
  ];
  const handlers = Object.entries<RouteDefinition>(routes)
    .filter(([name]) => !own.includes(name))
    .map(([name, { response }]): [string, AnyHandler] => [
      name,
      async () => (response === undefined ? undefined : sampleOf(response, 'output')),
    ]);
  return { ...Object.fromEntries(handlers), ...given } as Handlers;
}

export type TestServer = {
  app: FastifyInstance;
  audit: ReturnType<typeof memoryAudit>;
  events: ReturnType<typeof memoryEvents>;
};

/** The HTTP side with everything behind it in memory. */
export async function createTestServer(
  options: Partial<HttpServerOptions> & { answers?: Record<string, AnyHandler> } = {},
): Promise<TestServer> {
  const { answers, ...given } = options;
  const audit = memoryAudit();
  const events = memoryEvents();
  const app = await createHttpServer({
    handlers: sampleHandlers(answers),
    authenticator: permissiveAuthenticator(),
    sessions: memorySessions(),
    audit,
    idempotency: memoryIdempotency(),
    lock: (_path, work) => work(),
    events,
    health: { version: '0', roles: ['api'], checks: [] },
    operations: async () => [],
    log: silentLogger(),
    consoleDirectory: '/nonexistent',
    checkAnswers: 'all',
    ...given,
  });
  return { app, audit, events };
}

/** A request that the route accepts, but for who sends it. */
export function sampleRequest(name: RouteName) {
  const route: RouteDefinition = routes[name];
  return {
    method: route.method,
    url: route.path.replace(/:\w+/g, 'a'),
    ...(route.body === undefined ? {} : { payload: sampleOf(route.body, 'input') as object }),
  };
}

/** A header that lets in somebody with these permissions. */
export function bearer(...permissions: string[]): { authorization: string } {
  return { authorization: `Bearer may:${permissions.join(',')}` };
}
