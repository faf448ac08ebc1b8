import type { ErrorDefinitions } from './definition.ts';

export const accessErrors = {
  'not-signed-in': {
    status: 401,
    retryable: false,
    title: 'Not signed in',
    remedy: 'Sign in, or send a valid token.',
  },
  'sign-in-failed': {
    status: 401,
    retryable: false,
    title: 'The name or the password is wrong',
    remedy: 'Try again. An administrator can set a new password with: tuskar user update NAME --password',
  },
  'too-many-attempts': {
    status: 429,
    retryable: true,
    title: 'Too many refused attempts',
    remedy: 'Wait as long as the message says, then try again with the right name, password or token.',
  },
  'cross-site-request': {
    status: 403,
    retryable: false,
    title: 'The request comes from another site',
    remedy: "Use the console at the server's own address, or send a token in place of the session cookie.",
  },
  forbidden: {
    status: 403,
    retryable: false,
    title: 'Not permitted',
    remedy: 'Ask an administrator for a role that has the permission.',
  },
  'user-not-found': {
    status: 404,
    retryable: false,
    title: 'No such person',
    remedy: 'List the people with: tuskar user list',
  },
  'user-exists': {
    status: 409,
    retryable: false,
    title: 'The name is taken',
    remedy: 'Choose another name, or change the person who has it.',
  },
  'last-administrator': {
    status: 409,
    retryable: false,
    title: 'The last administrator has to stay',
    remedy: 'Make somebody else an administrator first.',
  },
  'wrong-password': {
    status: 403,
    retryable: false,
    title: 'The current password is wrong',
    remedy: 'Try again; an administrator can set a new one where it is forgotten.',
  },
  'token-not-found': {
    status: 404,
    retryable: false,
    title: 'No such token',
    remedy: 'List the tokens with: tuskar token list',
  },
  'token-too-wide': {
    status: 403,
    retryable: false,
    title: 'A token cannot do more than its maker',
    remedy: 'Leave out the permissions that the message names, or ask an administrator.',
  },
} as const satisfies ErrorDefinitions;
