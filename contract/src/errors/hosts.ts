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
  'host-key-changed': {
    status: 502,
    retryable: false,
    title: 'The host shows another host key than the one known',
    remedy:
      'If the host was installed again, forget it and register it with its new key. If not, somebody may be between Tuskar and the host.',
  },
  'host-access-denied': {
    status: 502,
    retryable: false,
    title: 'The host refuses to let Tuskar in',
    remedy: "Put Tuskar's public key into the authorized_keys of the user it signs in as, then retry.",
  },
  'host-command-timed-out': {
    status: 504,
    retryable: true,
    title: 'A command on the host took too long',
    remedy: 'Look at what the host is busy with, then retry the operation.',
  },
  'host-busy': {
    status: 409,
    retryable: true,
    title: 'The host is being converged by another',
    remedy: 'Wait until the other is done, then retry the operation.',
  },
  'converge-failed': {
    status: 500,
    retryable: false,
    title: 'A step on the host failed',
    remedy: 'Read the output of the step, remove its cause, then retry the operation.',
  },
  'converge-timed-out': {
    status: 504,
    retryable: true,
    title: 'Converging the host took too long',
    remedy: 'The items named still ran; look at them on the host, then retry the operation.',
  },
  'part-invalid': {
    status: 500,
    retryable: false,
    title: "The host's part of the blueprint is not valid",
    remedy: 'A service module compiled it wrongly; report it with the message.',
  },
  'host-exists': {
    status: 409,
    retryable: false,
    title: 'A host of that name exists',
    remedy: 'Choose another name, or forget the other host first.',
  },
  'host-in-use': {
    status: 409,
    retryable: false,
    title: 'The host belongs to a cloud',
    remedy: 'Choose another host, or take it out of that cloud first.',
  },
  'host-without-blueprint': {
    status: 409,
    retryable: false,
    title: 'The host has no blueprint',
    remedy: 'Name it in the intent of a cloud, and apply that.',
  },
  'host-facts-unreadable': {
    status: 502,
    retryable: true,
    title: 'What the host is made of cannot be read',
    remedy: 'The host needs python3 and iproute2; install them, then try again.',
  },
  'file-not-brought': {
    status: 502,
    retryable: true,
    title: 'A file did not arrive on the host as it is',
    remedy: 'Check the space on the host, and the network between; then retry the operation.',
  },
} as const satisfies ErrorDefinitions;
