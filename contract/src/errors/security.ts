import type { ErrorDefinitions } from './definition.ts';

export const securityErrors = {
  'sealing-key-missing': {
    status: 500,
    retryable: false,
    title: 'The key that seals the secrets is missing',
    remedy:
      'Restore the directory `keys` of the state directory from its backup; the database alone cannot give it back.',
  },
  'sealed-value-damaged': {
    status: 500,
    retryable: false,
    title: 'A sealed value does not open',
    remedy:
      'It was changed outside Tuskar or belongs to another record; restore the database from its backup.',
  },
  'secret-not-found': {
    status: 404,
    retryable: false,
    title: 'No such secret',
    remedy: 'Plan the cloud again, which makes the secrets that it needs.',
  },
  'directory-unusable': {
    status: 500,
    retryable: false,
    title: 'A directory cannot be used',
    remedy: 'Give it to the user that the control plane runs as, or name another with its variable.',
  },
  'settings-invalid': {
    status: 500,
    retryable: false,
    title: 'The settings are not valid',
    remedy: 'Correct the variables that the message names; docs/operations.md lists them.',
  },
} as const satisfies ErrorDefinitions;
