import { z } from 'zod';

/** What the converge program says, one JSON object a line. Read permissively: a newer program may say more. */

export const ConvergeMode = z.enum(['apply', 'check']);
export type ConvergeMode = z.infer<typeof ConvergeMode>;

export const ItemFailure = z.object({
  message: z.string(),
  command: z.string().optional(),
  exitCode: z.number().optional(),
  /** The last lines the command wrote. */
  output: z.string().optional(),
  /** The last lines of the unit's journal. */
  journal: z.string().optional(),
  /** Where the disk was full. */
  path: z.string().optional(),
  freeBytes: z.number().optional(),
});
export type ItemFailure = z.infer<typeof ItemFailure>;

/** running and waiting come before the end of long items; a later event of the same id counts. */
export const ItemState = z.enum(['running', 'waiting', 'unchanged', 'changed', 'failed', 'skipped']);
export type ItemState = z.infer<typeof ItemState>;

export const ConvergeItem = z.object({
  type: z.literal('item'),
  id: z.string(),
  kind: z.string(),
  state: ItemState,
  /** What was done, or would be: write, set-owner, set-mode, restart, run, and so on. */
  actions: z.array(z.string()).default([]),
  /** Why it was done, what is waited for, or which failed item made it be skipped. */
  message: z.string().optional(),
  seconds: z.number().default(0),
  /** SHA-256 of a file's content; never of a sensitive one. */
  digest: z.string().optional(),
  /** Check mode: what would change in a file that is not sensitive. */
  diff: z.string().optional(),
  error: ItemFailure.optional(),
});
export type ConvergeItem = z.infer<typeof ConvergeItem>;

const Start = z.object({ type: z.literal('start'), mode: ConvergeMode, total: z.number() });

const Log = z.object({
  type: z.literal('log'),
  level: z.enum(['info', 'warn', 'error']).default('info'),
  message: z.string(),
});

const Result = z.object({
  type: z.literal('result'),
  /** stopped: by the signal or because the connection went away. */
  state: z.enum(['done', 'failed', 'stopped']),
  message: z.string().optional(),
  seconds: z.number(),
});

/** Nothing was done, or nothing more could be. */
const Refusal = z.object({
  type: z.literal('refused'),
  code: z.enum(['part-invalid', 'host-busy', 'program-failed']),
  message: z.string(),
});

export const ConvergeEvent = z.discriminatedUnion('type', [Start, ConvergeItem, Log, Result, Refusal]);
export type ConvergeEvent = z.infer<typeof ConvergeEvent>;
