import type { ErrorDefinitions } from './definition.ts';

export const accessErrors = {
  'not-signed-in': {
    status: 401,
    retryable: false,
    title: 'Not signed in',
    remedy: 'Sign in, or send a valid token.',
  },
  forbidden: {
    status: 403,
    retryable: false,
    title: 'Not permitted',
    remedy: 'Ask an administrator for a role that has the permission.',
  },
} as const satisfies ErrorDefinitions;
