import type { ErrorDefinitions } from './definition.ts';

export const labErrors = {
  'keeper-unreachable': {
    status: 503,
    retryable: true,
    title: 'The lab keeper does not answer',
    remedy: 'Start it as root with: tuskar server start',
  },
} as const satisfies ErrorDefinitions;
