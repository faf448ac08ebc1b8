import type { ErrorDefinitions } from './definition.ts';

export const healthErrors = {
  'incident-not-found': {
    status: 404,
    retryable: false,
    title: 'No such incident',
    remedy: 'List the incidents with: tuskar incident list',
  },
  'incident-closed': {
    status: 409,
    retryable: false,
    title: 'The incident is closed',
    remedy: 'List those that are open with: tuskar incident list',
  },
} as const satisfies ErrorDefinitions;
