import type { ErrorDefinitions } from './definition.ts';

export const eraseErrors = {
  'certificate-not-found': {
    status: 404,
    retryable: false,
    title: 'No such erase certificate',
    remedy: 'List the certificates with: tuskar certificate list',
  },
  'signing-key-not-found': {
    status: 404,
    retryable: false,
    title: 'No such signing key',
    remedy: 'The certificate names the key that signed it. Was it made by another installation of Tuskar?',
  },
  'erase-incomplete': {
    status: 409,
    retryable: false,
    title: 'Not every disk was erased',
    remedy:
      'Look at each disk that is named: erase the machine again, or take the disk out and destroy it. No certificate was issued.',
  },
} as const satisfies ErrorDefinitions;
