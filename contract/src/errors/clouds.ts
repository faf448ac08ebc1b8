import type { ErrorDefinitions } from './definition.ts';

export const cloudErrors = {
  'cloud-not-found': {
    status: 404,
    retryable: false,
    title: 'No such cloud',
    remedy: 'List the clouds with: tuskar cloud list',
  },
} as const satisfies ErrorDefinitions;
