import type { ErrorDefinitions } from './definition.ts';

export const launcherErrors = {
  'root-needed': {
    status: 403,
    retryable: false,
    title: 'This needs root',
    remedy: 'Run the command as root, for example with sudo.',
  },
} as const satisfies ErrorDefinitions;
