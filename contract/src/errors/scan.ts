import type { ErrorDefinitions } from './definition.ts';

export const scanErrors = {
  'scan-range-refused': {
    status: 403,
    retryable: false,
    title: 'The range of addresses is not one that an operator allowed',
    remedy: 'An administrator allows it with: tuskar machine scan allow <network>',
  },
  'scan-range-too-large': {
    status: 400,
    retryable: false,
    title: 'The range of addresses is too large for one scan',
    remedy: 'Scan it in parts.',
  },
  'scan-range-not-found': {
    status: 404,
    retryable: false,
    title: 'No such range of addresses',
    remedy: 'List them with: tuskar machine scan ranges',
  },
  'machine-scan-not-found': {
    status: 404,
    retryable: false,
    title: 'No such scan',
    remedy: 'Begin one with: tuskar machine scan start <range> --user <user> --password',
  },
  'scan-candidate-unknown': {
    status: 409,
    retryable: false,
    title: 'The scan did not find that machine, or it cannot be enrolled from it',
    remedy: 'Scan again; credentials of a scan are kept for a day.',
  },
} as const satisfies ErrorDefinitions;
