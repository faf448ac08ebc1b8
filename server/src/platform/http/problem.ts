import { TuskarError } from '@tuskar/contract/error.ts';

/** What Fastify and Node call the errors that a caller can cause before a handler runs. */
const callersMistakes: Record<string, (error: Error) => TuskarError> = {
  FST_ERR_CTP_BODY_TOO_LARGE: (cause) =>
    new TuskarError('body-too-large', `The body is larger than ${bodyLimitMiB} MiB.`, {
      cause,
      context: { limitBytes: bodyLimitMiB * 1024 * 1024 },
    }),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: (cause) =>
    new TuskarError('unsupported-media-type', 'The body is not marked as JSON.', { cause }),
};

export const bodyLimitMiB = 2;

/** The one place where any error becomes one that a person may read. What it cannot name is an internal error. */
export function toTuskarError(error: unknown): TuskarError {
  if (error instanceof TuskarError) return error;
  if (error instanceof Error) {
    const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
    const known = callersMistakes[code];
    if (known !== undefined) return known(error);
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
