import { inputParser, type RequestParts } from '@tuskar/contract/request.ts';
import type { RouteDefinition } from '@tuskar/contract/route.ts';
import { isResource } from '@tuskar/contract/route-shape.ts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from '../log/logger.ts';
import type { AuditTrail } from '../../security/audit.ts';
import { answerWriter } from './answer.ts';
import { auditor } from './audited.ts';
import { type Content, sendContent } from './content.ts';
import { etagOf, matches } from './etag.ts';
import type { AnyHandler } from './handler.ts';
import { type IdempotencyStore, idempotencyKeyOf, once, ownerOf } from './idempotency.ts';
import { bodyLimitOf } from './problem.ts';
import { type ResourceLock, whenUnchanged } from './precondition.ts';
import { isWrite } from './request-state.ts';
import { sparseFields } from './sparse.ts';

export type RegisterDeps = {
  audit: AuditTrail;
  idempotency: IdempotencyStore;
  lock: ResourceLock;
  log: Logger;
  /** 'all' in tests: every answer is held to the contract. */
  checkAnswers: 'resources' | 'all';
};

export type BoundRoute = { name: string; definition: RouteDefinition; handler: AnyHandler };

type Call = { request: FastifyRequest; reply: FastifyReply; input: RequestParts };

export function registerRoute(
  app: FastifyInstance,
  route: BoundRoute,
  sibling: BoundRoute | undefined,
  deps: RegisterDeps,
): void {
  const { name, definition } = route;
  const answerTo = isWrite(definition) ? writeAnswerer(route, sibling, deps) : readAnswerer(route, deps);
  const parse = inputParser(definition);
  app.route({
    method: definition.method,
    url: definition.path,
    config: { route: { name, definition } },
    bodyLimit: bodyLimitOf(definition) * 1024 * 1024,
    handler: async (request, reply) => answerTo(request, reply, parse),
  });
}

type Answerer = (
  request: FastifyRequest,
  reply: FastifyReply,
  parse: (parts: RequestParts) => RequestParts,
) => Promise<FastifyReply>;

function readAnswerer({ name, definition, handler }: BoundRoute, deps: RegisterDeps): Answerer {
  if (definition.produces !== undefined) return contentAnswerer(handler, definition);
  const fields = sparseFields(definition);
  const write = answerWriter(name, definition, deps.checkAnswers);

  return async (request, reply, parse) => {
    const query = { ...(request.query as Record<string, unknown>) };
    const wanted = fields.take(query);
    const input = parse({ params: request.params, query, body: request.body });
    const answer = await handler(callOf({ request, reply, input }));
    const json = wanted === undefined ? write(answer) : JSON.stringify(fields.apply(answer, wanted));
    if (isResource(definition)) {
      const etag = etagOf(json);
      reply.header('etag', etag);
      if (matches(request.headers['if-none-match'] ?? '', etag)) return reply.status(304).send();
    }
    return reply.type('application/json').send(json);
  };
}

function contentAnswerer(handler: AnyHandler, definition: RouteDefinition): Answerer {
  return async (request, reply, parse) => {
    const input = parse({ params: request.params, query: request.query, body: request.body });
    const content = (await handler(callOf({ request, reply, input }))) as Content;
    return sendContent(reply, definition, content);
  };
}

function writeAnswerer(route: BoundRoute, sibling: BoundRoute | undefined, deps: RegisterDeps): Answerer {
  const { name, definition, handler } = route;
  const status = definition.status ?? 200;
  const audited = auditor(name, definition, deps);
  const write = answerWriter(name, definition, deps.checkAnswers);

  async function perform(call: Call) {
    const answer = await audited(call.request, call.input, () => handler(callOf(call)));
    return { status, body: status === 204 ? '' : write(answer) };
  }

  async function performOnce(call: Call) {
    const { request, reply, input } = call;
    const key = idempotencyKeyOf(request);
    if (key === undefined) return perform(call);
    const { repeated, ...answer } = await once(
      deps.idempotency,
      { key: { actor: ownerOf(request.state.actor), key }, route: name, input },
      () => perform(call),
    );
    if (repeated) reply.header('idempotent-replayed', 'true');
    return answer;
  }

  return async (request, reply, parse) => {
    const input = parse({ params: request.params, query: request.query, body: request.body });
    const call = { request, reply, input };
    const answer =
      definition.method === 'POST'
        ? await performOnce(call)
        : await whenUnchanged(deps.lock, preconditionOf(call, sibling, deps), () => perform(call));
    reply.status(answer.status);
    if (answer.status === 204) return reply.send();
    return reply.type('application/json').send(answer.body);
  };
}

/** What the GET of the same path answers to the same person is what an If-Match is compared with. */
function preconditionOf(
  { request, input, reply }: Call,
  sibling: BoundRoute | undefined,
  deps: RegisterDeps,
) {
  const { url } = request;
  const ifMatch = request.headers['if-match'];
  if (sibling === undefined || !isResource(sibling.definition)) {
    return { path: url, ifMatch, current: undefined };
  }
  const write = answerWriter(sibling.name, sibling.definition, deps.checkAnswers);
  const call = callOf({ request, reply, input: { params: input.params, query: {}, body: undefined } });
  return { path: url, ifMatch, current: async () => write(await sibling.handler(call)) };
}

function callOf({ request, input }: Call) {
  return { ...input, actor: request.state.actor, requestId: request.id };
}
