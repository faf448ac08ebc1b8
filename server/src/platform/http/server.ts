import { randomUUID } from 'node:crypto';
import cookie from '@fastify/cookie';
import { routes } from '@tuskar/contract/routes.ts';
import Fastify, { type FastifyInstance } from 'fastify';
import type { Authenticator, SessionKeeper } from '../../access/authenticator.ts';
import type { AuditTrail } from '../../security/audit.ts';
import type { EventBus } from '../events/event-bus.ts';
import type { Logger } from '../log/logger.ts';
import { watchAnswers } from './answers-under-way.ts';
import { createAttempts } from './attempts.ts';
import { authorise } from './authorisation.ts';
import { serveConsole } from './console-files.ts';
import { registerDocuments } from './documents.ts';
import { answerErrors } from './error-handler.ts';
import { registerEventStream } from './event-stream.ts';
import type { AnyHandler, Handlers, OwnRouteName } from './handler.ts';
import { type HealthDeps, registerHealth } from './health.ts';
import type { IdempotencyStore } from './idempotency.ts';
import { type MetricsDeps, registerMetrics } from './metrics.ts';
import type { ResourceLock } from './precondition.ts';
import { readJson } from './json-body.ts';
import { bodyLimitMiB } from './problem.ts';
import { registerRoute } from './register.ts';
import { initialState, type RequestState } from './request-state.ts';
import { bindRoutes, type RouteTable, siblingOf } from './route-table.ts';
import { addSecurityHeaders } from './security-headers.ts';
import type { SignInAttempts } from './session-routes.ts';
import { registerSessionRoutes } from './session-routes.ts';

export type HttpServerOptions = {
  handlers: Handlers;
  authenticator: Authenticator;
  sessions: SessionKeeper;
  audit: AuditTrail;
  idempotency: IdempotencyStore;
  lock: ResourceLock;
  events: Pick<EventBus, 'subscribe'>;
  health: HealthDeps;
  operations: MetricsDeps['operations'];
  log: Logger;
  /** PEM. Without it the server speaks plain HTTP, which only tests do. */
  tls?: { key: string; cert: string };
  /** Where the built console lies, or will lie. */
  consoleDirectory: string;
  checkAnswers?: 'resources' | 'all';
  heartbeatSeconds?: number;
  stalledSeconds?: number;
  /** The route table; another one in tests of the table's rules. */
  table?: RouteTable;
};

const own: ReadonlySet<string> = new Set<OwnRouteName>([
  'system.health',
  'system.metrics',
  'system.openapi',
  'event.stream',
  'session.create',
  'session.delete',
]);

/** A server that stops lets requests that it has begun take this long. */
const answeredWithinSeconds = 5;

/** Builds the whole HTTP side; listening is the caller's. Refuses a route table with a route that nobody answers. */
export async function createHttpServer(options: HttpServerOptions): Promise<FastifyInstance> {
  const { handlers, authenticator, audit, log } = options;
  const bound = bindRoutes(options.table ?? routes, handlers as Record<string, AnyHandler>, own);
  const app = createFastify(options);
  const attempts: SignInAttempts = {
    byName: createAttempts({ limit: 5, windowSeconds: 60 }),
    byAddress: createAttempts({ limit: 20, windowSeconds: 60 }),
  };

  app.decorateRequest('state', null as unknown as RequestState);
  app.addHook('onRequest', async (request, reply) => {
    request.state = initialState(request);
    reply.header('x-request-id', request.id);
    if (request.url.startsWith('/v1/')) reply.header('cache-control', 'no-store');
  });
  const answers = watchAnswers(app);
  readJson(app);
  answerErrors(app, { audit, log });
  await app.register(cookie);
  await addSecurityHeaders(app);
  authorise(app, authenticator);

  const streams = registerEventStream(app, options);
  app.addHook('preClose', async () => {
    streams.close();
    await answers.ended(answeredWithinSeconds);
  });
  registerMetrics(app, { openStreams: streams.open, operations: options.operations });
  registerHealth(app, options.health);
  registerDocuments(app, { version: options.health.version });
  registerSessionRoutes(app, { ...options, attempts });
  for (const route of bound) {
    registerRoute(app, route, siblingOf(route, bound), {
      ...options,
      checkAnswers: options.checkAnswers ?? 'resources',
    });
  }
  await serveConsole(app, options.consoleDirectory);
  return app;
}

function createFastify({ tls }: HttpServerOptions): FastifyInstance {
  const common = {
    logger: false,
    bodyLimit: bodyLimitMiB * 1024 * 1024,
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    // Node holds a connection on which nothing was asked yet for busy, and would wait for it: browsers open such ones.
    forceCloseConnections: true,
    return503OnClosing: false,
    requestTimeout: 60_000,
    routerOptions: { maxParamLength: 256 },
  } as const;
  if (tls === undefined) return Fastify(common);
  return Fastify({ ...common, https: { ...tls, minVersion: 'TLSv1.2' } });
}
