import type { ErrorDefinitions } from './definition.ts';

export const deployErrors = {
  'root-disk-unknown': {
    status: 409,
    retryable: false,
    title: 'No disk of the machine fits',
    remedy:
      'Look at its disks with: tuskar machine root-disk <name>; give another hint, or inspect it again.',
  },
  'deploy-address-unknown': {
    status: 409,
    retryable: false,
    title: 'Nobody knows where the machine will answer',
    remedy: 'Give the address that its DHCP server gives it, or deploy it with a fixed one.',
  },
  'host-command-failed': {
    status: 502,
    retryable: false,
    title: 'A command on the new host failed',
    remedy: 'Read its output; remove its cause, then retry the operation.',
  },
  'disk-image-not-found': {
    status: 404,
    retryable: false,
    title: 'There is no such image of a disk',
    remedy: 'Build one with: tuskar image build disk --wait',
  },
} as const satisfies ErrorDefinitions;
