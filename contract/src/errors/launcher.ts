import type { ErrorDefinitions } from './definition.ts';

export const launcherErrors = {
  'root-needed': {
    status: 403,
    retryable: false,
    title: 'This needs root',
    remedy: 'Run the command as root, for example with sudo.',
  },
  'packages-not-installed': {
    status: 500,
    retryable: true,
    title: 'Debian packages could not be installed',
    remedy: "Check the network and the machine's apt sources, then run the same command again.",
  },
  'server-not-started': {
    status: 503,
    retryable: true,
    title: 'The control plane did not start',
    remedy: 'Read its log, remove the cause, then run: tuskar server start',
  },
  'server-not-stopped': {
    status: 500,
    retryable: true,
    title: 'The control plane did not stop',
    remedy: 'Look in its log for what it still does; end it by its pid if it hangs.',
  },
  'try-running': {
    status: 409,
    retryable: true,
    title: 'Another tuskar try runs',
    remedy: 'Wait for it, or follow what it does with: tuskar operation list',
  },
  'disk-space-low': {
    status: 409,
    retryable: true,
    title: 'There is too little disk space',
    remedy: 'Free some space, then run the same command again.',
  },
  'image-not-local': {
    status: 409,
    retryable: false,
    title: 'The image is not on this machine',
    remedy: 'Use your own client with the openrc of: tuskar cloud credentials',
  },
  'console-not-built': {
    status: 500,
    retryable: true,
    title: 'The console could not be built',
    remedy:
      'Read the lines of the build; remove console/dist and node_modules where they are damaged, then try again.',
  },
} as const satisfies ErrorDefinitions;
