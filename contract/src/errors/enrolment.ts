import type { ErrorDefinitions } from './definition.ts';

export const enrolmentErrors = {
  'machine-bmc-taken': {
    status: 409,
    retryable: false,
    title: 'The BMC is that of another machine',
    remedy: 'Look at the machine that the message names: it may be the same one, enrolled before.',
  },
  'machine-mac-taken': {
    status: 409,
    retryable: false,
    title: 'The MAC address is that of another machine',
    remedy: 'Look at the machine that the message names; a NIC that was moved is found by inspecting both.',
  },
  'machine-serial-taken': {
    status: 409,
    retryable: false,
    title: 'The serial number is that of another machine',
    remedy: 'Look at the machine that the message names: it may be the same one, enrolled before.',
  },
  'import-invalid': {
    status: 400,
    retryable: false,
    title: 'The file of machines has problems',
    remedy:
      'Mend what the message names; nothing of the file was taken. Look first with: tuskar machine import --preview',
  },
} as const satisfies ErrorDefinitions;
