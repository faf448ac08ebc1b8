import { TuskarError } from '@tuskar/contract/error.ts';
import type { RouteDefinition } from '@tuskar/contract/route.ts';

/** What Fastify and Node call the errors that a caller can cause before a handler runs. */
const callersMistakes: Record<string, (error: Error, limitMiB: number) => TuskarError> = {
  FST_ERR_CTP_BODY_TOO_LARGE: (cause, limitMiB) =>
    new TuskarError('body-too-large', `The body is larger than ${limitMiB} MiB.`, {
      cause,
      context: { limitBytes: limitMiB * 1024 * 1024 },
    }),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: (cause) =>
    new TuskarError('unsupported-media-type', 'The body is not marked as JSON.', { cause }),
};

export const bodyLimitMiB = 2;

/** In MiB. */
export const bodyLimitOf = (route: RouteDefinition | undefined): number =>
  route?.bodyMebibytes ?? bodyLimitMiB;

/** The one place where any error becomes one that a person may read. What it cannot name is an internal error. */
export function toTuskarError(error: unknown, route?: RouteDefinition): TuskarError {
  if (error instanceof TuskarError) return error;
  if (error instanceof Error) {
    const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
    const known = callersMistakes[code];
    if (known !== undefined) return known(error, bodyLimitOf(route));
    const status = 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500;
    if (status >= 400 && status < 500) {
      return new TuskarError('invalid-request', `The request cannot be read: ${error.message}.`, {
        cause: error,
      });
    }
  }
  return new TuskarError('internal-error', 'Something failed inside Tuskar. The log has the cause.', {
    cause: error,
  });
}
