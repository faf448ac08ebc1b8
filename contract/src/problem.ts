import { z } from 'zod';
import type { TuskarError } from './error.ts';
import { errorCatalogue } from './errors/catalogue.ts';

/** Problem details, RFC 9457, with a stable code and what to do. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    code: z.string(),
    remedy: z.string(),
    retryable: z.boolean(),
    instance: z.string().optional(),
    /** Facts: ids, names, limits, and for invalid input each field with its reason. */
    context: z.record(z.string(), z.unknown()).optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;

/** What a person sees of an error, in an answer or in a failed step. Its cause stays behind, for the log. */
export function problemOf(error: TuskarError, options: { instance?: string } = {}): Problem {
  return {
    type: `/docs/errors#${error.code}`,
    title: errorCatalogue[error.code].title,
    status: error.status,
    detail: error.message,
    code: error.code,
    remedy: error.remedy,
    retryable: error.retryable,
    ...options,
    ...(Object.keys(error.context).length === 0 ? {} : { context: error.context }),
  };
}
