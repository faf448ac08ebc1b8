import type { ErrorDefinitions } from './definition.ts';

export const platformErrors = {
  'internal-error': {
    status: 500,
    retryable: false,
    title: 'Something failed inside Tuskar',
    remedy: 'Look in the log of the control plane for the request id; report it with that id.',
  },
  'invalid-request': {
    status: 400,
    retryable: false,
    title: 'The request is not valid',
    remedy: 'Correct the fields that the message names; /docs describes the request.',
  },
  'route-not-found': {
    status: 404,
    retryable: false,
    title: 'No such route',
    remedy: 'See /docs for the routes of this version.',
  },
  'precondition-failed': {
    status: 412,
    retryable: false,
    title: 'The resource has changed since it was read',
    remedy: 'Read it again, and apply the change to what is there now.',
  },
  'operation-not-found': {
    status: 404,
    retryable: false,
    title: 'No such operation',
    remedy: 'List the operations with: tuskar operation list',
  },
  'operation-not-retryable': {
    status: 409,
    retryable: false,
    title: 'The operation cannot be retried',
    remedy: 'Only an operation that failed or was cancelled can be retried.',
  },
  'operation-ended': {
    status: 409,
    retryable: false,
    title: 'The operation has ended',
    remedy: 'Nothing is left to cancel; look at its result with: tuskar operation show',
  },
  'subject-busy': {
    status: 409,
    retryable: true,
    title: 'Another operation holds it',
    remedy: 'Wait for that operation, or cancel it, then try again.',
  },
  'server-unreachable': {
    status: 503,
    retryable: true,
    title: 'The control plane does not answer',
    remedy: 'Start it with: tuskar server start; or name another with --server.',
  },
  'unexpected-answer': {
    status: 502,
    retryable: true,
    title: 'The answer is not one of Tuskar',
    remedy: 'Check that the address is that of a Tuskar server, and no proxy stands between.',
  },
} as const satisfies ErrorDefinitions;
