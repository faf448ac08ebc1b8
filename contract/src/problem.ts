import { z } from 'zod';

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
