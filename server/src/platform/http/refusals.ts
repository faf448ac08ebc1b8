import type { TuskarError } from '@tuskar/contract/error.ts';
import type { FastifyRequest } from 'fastify';
import type { AuditTrail } from '../../security/audit.ts';
import type { Logger } from '../log/logger.ts';
import { createAttempts } from './attempts.ts';
import { subjectOf } from './audit-subject.ts';
import { describe } from './audited.ts';
import { isWrite } from './request-state.ts';

const floodLimit = 60;
const floodSeconds = 60;

/**
 * Makes the function that brings into the audit trail what never began: refusals, and writes that were not valid. So that
 * a stranger cannot fill the disk, an address of which nobody is known has 60 entries a minute; the last says so.
 */
export function createRefusalRecorder({ audit, log }: { audit: AuditTrail; log: Logger }) {
  const flood = createAttempts({ limit: floodLimit, windowSeconds: floodSeconds });

  return async function record(request: FastifyRequest, error: TuskarError): Promise<void> {
    const { route, audited, actor } = request.state;
    const refused = error.status === 401 || error.status === 403;
    // Tries over the limit of signing in are only counted, too.
    if (route === undefined || audited || error.code === 'too-many-attempts') return;
    if (!refused && !isWrite(route.definition)) return;
    request.state.audited = true;
    const detail = { error: error.code, ...fieldsOf(error) };
    if (actor.type === 'anonymous') {
      if (flood.waitSeconds(request.ip) > 0) return;
      flood.refused(request.ip);
      const mute = flood.waitSeconds(request.ip);
      if (mute > 0) Object.assign(detail, { furtherNotRecordedSeconds: mute });
    }
    const subject = subjectOf(route.name, request.params, undefined);
    try {
      await audit.append(describe(request, route.name, subject, detail), {
        outcome: refused ? 'refused' : 'failed',
        status: error.status,
      });
    } catch (cause) {
      log.error({ err: cause, requestId: request.id, route: route.name }, 'refusal could not be recorded');
    }
  };
}

/** Which fields were wrong; never their values. */
function fieldsOf(error: TuskarError): { fields?: unknown } {
  const { fields } = error.context;
  return fields === undefined ? {} : { fields };
}
