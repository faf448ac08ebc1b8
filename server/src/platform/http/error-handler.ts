import { TuskarError } from '@tuskar/contract/error.ts';
import { problemOf } from '@tuskar/contract/problem.ts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from '../log/logger.ts';
import type { AuditTrail } from '../../security/audit.ts';
import { toTuskarError } from './problem.ts';
import { createRefusalRecorder } from './refusals.ts';

/** Answers every error as a problem; refusals, and writes that never began, get their entry in the audit trail here. */
export function answerErrors(app: FastifyInstance, deps: { audit: AuditTrail; log: Logger }): void {
  const record = createRefusalRecorder(deps);
  app.setErrorHandler(async (thrown, request, reply) => {
    const error = toTuskarError(thrown, request.state.route?.definition);
    const about = { requestId: request.id, route: request.state.route?.name ?? null, code: error.code };
    if (error.status >= 500) deps.log.error({ ...about, err: error }, 'request failed');
    else deps.log.debug({ ...about, reason: error.message }, 'request refused');
    await record(request, error);
    if (error.code === 'body-too-large') await drain(request);
    return sendProblem(request, reply, error);
  });
  app.setNotFoundHandler(async (request, reply) =>
    sendProblem(
      request,
      reply,
      new TuskarError('route-not-found', `There is no route ${request.method} ${pathOf(request)}.`),
    ),
  );
}

export function sendProblem(request: FastifyRequest, reply: FastifyReply, error: TuskarError): FastifyReply {
  const wait = error.context['retryAfterSeconds'];
  if (typeof wait === 'number') reply.header('retry-after', wait);
  if (error.status === 401) reply.header('www-authenticate', 'Bearer realm="tuskar"');
  return reply
    .status(error.status)
    .type('application/problem+json')
    .send(JSON.stringify(problemOf(error, { instance: `urn:uuid:${request.id}` })));
}

const drainedBytes = 64 * 1024 * 1024;

/** Reads on what nobody wants, within bounds: a client that is still sending would otherwise see a reset, not the answer. */
async function drain(request: FastifyRequest): Promise<void> {
  let bytes = 0;
  for await (const chunk of request.raw.iterator({ destroyOnReturn: false })) {
    bytes += (chunk as Buffer).length;
    if (bytes > drainedBytes) return;
  }
}

function pathOf(request: FastifyRequest): string {
  return request.url.split('?')[0] ?? request.url;
}
