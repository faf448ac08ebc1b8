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
  'operation-kind-unknown': {
    status: 500,
    retryable: false,
    title: 'This process does not know that kind of operation',
    remedy: 'Run the same version of Tuskar in every process.',
  },
  'step-timed-out': {
    status: 504,
    retryable: false,
    title: 'A step took longer than its time limit',
    remedy: 'Read what the step waited for, remove the cause, then retry the operation.',
  },
  'database-as-root': {
    status: 500,
    retryable: false,
    title: 'The embedded database does not run as root',
    remedy: 'Start Tuskar with: tuskar server start; it runs the control plane as the user tuskar.',
  },
  'database-version': {
    status: 500,
    retryable: false,
    title: 'The data directory belongs to another version of PostgreSQL',
    remedy: 'Dump it with the version that made it and load the dump with this one.',
  },
  'database-unavailable': {
    status: 503,
    retryable: true,
    title: 'The database does not start or does not answer',
    remedy: "Read the database's log; for a database of your own check DATABASE_URL.",
  },
  'disk-full': {
    status: 507,
    retryable: false,
    title: 'The disk is full',
    remedy: 'Free space on the file system that the message names, then start again.',
  },
  'migration-changed': {
    status: 500,
    retryable: false,
    title: 'A migration differs from the one that was applied',
    remedy: 'Migrations are never edited: restore the file, and put the change into a new one.',
  },
  'migration-unknown': {
    status: 500,
    retryable: false,
    title: 'The database was migrated by a newer version of Tuskar',
    remedy: 'Start a version that is at least as new as the database.',
  },
  'migration-failed': {
    status: 500,
    retryable: false,
    title: 'A migration failed',
    remedy: 'Nothing of it was applied. Report it with the message of the database.',
  },
  'server-unreachable': {
    status: 503,
    retryable: true,
    title: 'The control plane does not answer',
    remedy: 'Start it with: tuskar server start; or name another with --server.',
  },
  'server-stopping': {
    status: 503,
    retryable: true,
    title: 'The control plane is stopping',
    remedy: 'Wait until it serves again, then repeat the request; nothing of it was done.',
  },
  'unexpected-answer': {
    status: 502,
    retryable: true,
    title: 'The answer is not one of Tuskar',
    remedy: 'Check that the address is that of a Tuskar server, and no proxy stands between.',
  },
} as const satisfies ErrorDefinitions;
