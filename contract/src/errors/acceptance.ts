import type { ErrorDefinitions } from './definition.ts';

export const acceptanceErrors = {
  'inspection-not-found': {
    status: 404,
    retryable: false,
    title: 'No such inspection',
    remedy: 'List the inspections of the machine with: tuskar inspection list <machine>',
  },
  'inventory-unreadable': {
    status: 502,
    retryable: false,
    title: 'What the machine is made of cannot be read',
    remedy:
      'Look at the log of the agent in the operation; inspect the machine again with: tuskar machine inspect <name>',
  },
  'part-not-found': {
    status: 404,
    retryable: false,
    title: 'No such part',
    remedy: 'Find the part by its serial number with: tuskar part list --search <serial>',
  },
  'class-not-found': {
    status: 404,
    retryable: false,
    title: 'No such hardware class',
    remedy: 'List the hardware classes with: tuskar class list',
  },
  'class-exists': {
    status: 409,
    retryable: false,
    title: 'A hardware class of that name exists',
    remedy: 'Choose another name, or change the class that has it.',
  },
  'profile-not-found': {
    status: 404,
    retryable: false,
    title: 'No such burn-in profile',
    remedy: 'List the profiles with: tuskar burn-in profiles',
  },
  'profile-exists': {
    status: 409,
    retryable: false,
    title: 'A burn-in profile of that name exists',
    remedy: 'Choose another name, or change the profile that has it.',
  },
  'profile-built-in': {
    status: 409,
    retryable: false,
    title: 'A built-in burn-in profile cannot be changed',
    remedy: 'Make a profile of your own with the tests that you want.',
  },
  'burn-in-not-found': {
    status: 404,
    retryable: false,
    title: 'No such burn-in',
    remedy: 'List the burn-ins with: tuskar burn-in list',
  },
  'burn-in-failed': {
    status: 500,
    retryable: false,
    title: 'A burn-in test failed',
    remedy: 'Look at what was found with: tuskar burn-in show <id>',
  },
  'finding-not-found': {
    status: 404,
    retryable: false,
    title: 'No such finding',
    remedy: 'List the findings of a machine with: tuskar burn-in findings <machine>',
  },
  'waiver-invalid': {
    status: 422,
    retryable: false,
    title: 'The waiver cannot be',
    remedy: 'Give an expiry that lies ahead, at most a year.',
  },
  'nothing-to-retest': {
    status: 409,
    retryable: false,
    title: 'The machine has no burn-in to repeat',
    remedy: 'Burn it in with: tuskar burn-in run <machine>',
  },
} as const satisfies ErrorDefinitions;
