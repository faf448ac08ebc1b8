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
  'machine-occupied': {
    status: 409,
    retryable: false,
    title: 'The host on the machine carries instances',
    remedy: 'Move or remove the instances that are named, then try again.',
  },
  'erase-unproven': {
    status: 409,
    retryable: false,
    title: 'There is no record of what was erased',
    remedy:
      'The bare-metal service has to keep the records of its ramdisks, and the ramdisk has to be that of Tuskar: see what it lacks with tuskar undercloud show, then erase the machine again.',
  },
  'erase-incomplete': {
    status: 409,
    retryable: false,
    title: 'Not every disk was erased',
    remedy:
      'Look at each disk that is named: erase the machine again, or take the disk out and destroy it. No certificate was issued.',
  },
} as const satisfies ErrorDefinitions;
