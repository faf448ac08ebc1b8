import { z } from 'zod';
import { IdParams, PageQuery, pageOf, Subject, Timestamp } from './fields.ts';
import { Problem } from './problem.ts';
import { defineRoutes } from './route.ts';

export const OperationState = z.enum([
  'queued',
  'running',
  'waiting',
  'succeeded',
  'failed',
  'cancelling',
  'cancelled',
]);
export type OperationState = z.infer<typeof OperationState>;

export const StepState = z.enum(['pending', 'running', 'waiting', 'done', 'failed', 'skipped', 'undone']);
export type StepState = z.infer<typeof StepState>;

export const OperationStep = z
  .object({
    /** Unique in the operation: 'converge-data:try-1'. */
    name: z.string(),
    title: z.string(),
    /** Steps of one wave run side by side; waves run one after another, from 0. */
    wave: z.number().int(),
    host: z.string().nullable(),
    state: StepState,
    startedAt: Timestamp.nullable(),
    endedAt: Timestamp.nullable(),
    /** When the step's time limit is over. */
    deadlineAt: Timestamp.nullable(),
    attempts: z.number().int(),
    message: z.string().nullable(),
    waitingFor: z.string().nullable(),
    error: Problem.nullable(),
  })
  .meta({ id: 'OperationStep' });
export type OperationStep = z.infer<typeof OperationStep>;

export const Operation = z
  .object({
    id: z.string(),
    /** What it does, noun first: 'cloud.execute', 'image.build'. */
    kind: z.string(),
    title: z.string(),
    subject: Subject,
    state: OperationState,
    requestedBy: z.string(),
    reason: z.string().nullable(),
    createdAt: Timestamp,
    startedAt: Timestamp.nullable(),
    endedAt: Timestamp.nullable(),
    steps: z.object({ done: z.number().int(), total: z.number().int() }),
    /** How often it was begun: 1, and one more for each retry. */
    attempt: z.number().int(),
    waitingFor: z.string().nullable(),
    nextAction: z.string().nullable(),
    error: Problem.nullable(),
    result: z.unknown(),
  })
  .meta({ id: 'Operation' });
export type Operation = z.infer<typeof Operation>;

export const OperationDetail = Operation.extend({ stepList: z.array(OperationStep) }).meta({
  id: 'OperationDetail',
});
export type OperationDetail = z.infer<typeof OperationDetail>;

export const OperationLogLine = z
  .object({
    seq: z.number().int(),
    at: Timestamp,
    step: z.string().nullable(),
    host: z.string().nullable(),
    level: z.enum(['info', 'warn', 'error']),
    line: z.string(),
  })
  .meta({ id: 'OperationLogLine' });
export type OperationLogLine = z.infer<typeof OperationLogLine>;

export const operationRoutes = defineRoutes({
  'operation.list': {
    method: 'GET',
    path: '/v1/operations',
    tag: 'Operations',
    summary: 'List operations, newest first',
    access: 'operation.read',
    query: PageQuery.extend({
      state: OperationState.optional(),
      kind: z.string().optional(),
      subject: z.string().optional().describe("'<type>/<name>', for example 'cloud/try'"),
    }),
    response: pageOf(Operation),
  },
  'operation.show': {
    method: 'GET',
    path: '/v1/operations/:id',
    tag: 'Operations',
    summary: 'Show an operation with its steps',
    access: 'operation.read',
    params: IdParams,
    response: OperationDetail,
  },
  'operation.log': {
    method: 'GET',
    path: '/v1/operations/:id/log',
    tag: 'Operations',
    summary: "Read an operation's log",
    access: 'operation.read',
    params: IdParams,
    query: z.object({
      after: z.coerce.number().int().min(0).default(0).describe('only lines with a higher seq'),
      step: z.string().optional(),
      limit: z.coerce.number().int().min(1).max(5000).default(1000),
    }),
    response: z.object({ items: z.array(OperationLogLine) }),
  },
  'operation.cancel': {
    method: 'POST',
    path: '/v1/operations/:id/cancel',
    tag: 'Operations',
    summary: 'Cancel an operation',
    description: 'The running step ends first; what was done stays done, unless its step has an undo.',
    access: 'operation.control',
    params: IdParams,
    body: z.object({ reason: z.string().max(1000).optional() }),
    response: Operation,
    status: 202,
  },
  'operation.retry': {
    method: 'POST',
    path: '/v1/operations/:id/retry',
    tag: 'Operations',
    summary: 'Retry an operation from the step that failed',
    access: 'operation.control',
    params: IdParams,
    response: Operation,
    status: 202,
  },
});
