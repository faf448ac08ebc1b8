import type { ErrorDefinitions } from './definition.ts';

export const hostErrors = {
  'host-not-found': {
    status: 404,
    retryable: false,
    title: 'No such host',
    remedy: 'List the hosts with: tuskar host list',
  },
  'host-unreachable': {
    status: 502,
    retryable: true,
    title: 'The host does not answer over ssh',
    remedy: 'Check that the host is up and its network reachable, then retry the operation.',
  },
  'converge-failed': {
    status: 500,
    retryable: false,
    title: 'A step on the host failed',
    remedy: 'Read the output of the step, remove its cause, then retry the operation.',
  },
} as const satisfies ErrorDefinitions;
