import type { Subject } from '@tuskar/contract/fields.ts';
import { redactor } from '@tuskar/contract/redaction.ts';
import type { RouteDefinition } from '@tuskar/contract/route.ts';
import type { FastifyRequest } from 'fastify';
import type { Logger } from '../log/logger.ts';
import type { AuditedWrite, AuditTrail } from '../../security/audit.ts';
import { madeBy, madeSubject, subjectOf } from './audit-subject.ts';
import { toTuskarError } from './problem.ts';

export type AuditedInput = { params: unknown; query: unknown; body: unknown };

/** Makes the function that writes down a route's writes: before, so that none is lost, and after, how it ended. */
export function auditor(name: string, definition: RouteDefinition, deps: { audit: AuditTrail; log: Logger }) {
  const redact = redactor(definition.body);

  return async function audited<Answer>(
    request: FastifyRequest,
    input: AuditedInput,
    work: () => Promise<Answer>,
  ): Promise<Answer> {
    const subject = subjectOf(name, input.params, input.body);
    const write = describe(request, name, subject, {
      ...pick('params', input.params),
      ...pick('body', redact(input.body)),
    });
    await deps.audit.begin(write);
    request.state.audited = true;
    try {
      const answer = await work();
      const made = madeBy(answer);
      await end(request.id, {
        outcome: 'allowed',
        status: definition.status ?? 200,
        detail: { ...write.detail, ...pick('made', made?.id) },
        subject: subject ?? madeSubject(name, made),
      });
      return answer;
    } catch (error) {
      const known = toTuskarError(error);
      await end(request.id, {
        outcome: known.status === 401 || known.status === 403 ? 'refused' : 'failed',
        status: known.status,
        detail: { ...write.detail, error: known.code },
      });
      throw error;
    }
  };

  /** What is done is done: an entry that cannot be ended stays begun, and the trail's keeper ends it later. */
  async function end(requestId: string, ending: Parameters<AuditTrail['end']>[1]): Promise<void> {
    try {
      await deps.audit.end(requestId, ending);
    } catch (error) {
      deps.log.error({ err: error, requestId, route: name }, 'audit entry could not be ended');
    }
  }
}

export function describe(
  request: FastifyRequest,
  action: string,
  subject: Subject | null,
  detail: Record<string, unknown>,
): AuditedWrite {
  const { actor } = request.state;
  const { token } = actor;
  return {
    actor: actor.name,
    // A token can be gone when the trail is read; what it was called must be in it.
    ...(token === undefined ? {} : { token: { id: token.id, description: token.description } }),
    action,
    subject,
    requestId: request.id,
    remoteAddress: request.ip,
    detail,
  };
}

function pick(key: string, value: unknown): Record<string, unknown> {
  return value === undefined ? {} : { [key]: value };
}
