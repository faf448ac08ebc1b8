import type { ErrorDefinitions } from './definition.ts';

export const hardwareErrors = {
  'machine-not-found': {
    status: 404,
    retryable: false,
    title: 'No such machine',
    remedy: 'List the machines with: tuskar machine list',
  },
  'machine-exists': {
    status: 409,
    retryable: false,
    title: 'A machine of that name or BMC exists',
    remedy: 'Choose another name, or look at the machine that has it.',
  },
  'machine-state': {
    status: 409,
    retryable: false,
    title: 'The state of the machine does not allow that',
    remedy: 'Look at what its state allows with: tuskar machine show <name>',
  },
} as const satisfies ErrorDefinitions;
