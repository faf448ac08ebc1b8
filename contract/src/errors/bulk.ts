import type { ErrorDefinitions } from './definition.ts';

export const bulkErrors = {
  'bulk-nothing': {
    status: 409,
    retryable: false,
    title: 'There is no machine that this can be done to',
    remedy: 'The preview says of each machine why it cannot: tuskar machine bulk --preview',
  },
  'bulk-changed': {
    status: 409,
    retryable: false,
    title: 'The machines are not those of the preview any more',
    remedy: 'Look at the preview again, then decide.',
  },
  'bulk-stopped': {
    status: 409,
    retryable: false,
    title: 'Not begun, since too many others failed',
    remedy: 'See why the others failed, mend that, then retry the operation.',
  },
  'machine-work-failed': {
    status: 500,
    retryable: false,
    title: 'The work on the machine failed',
    remedy: 'See the operation that the message names.',
  },
  'machine-in-use': {
    status: 409,
    retryable: false,
    title: 'The machine carries a host that is in use',
    remedy:
      'Put the machine into maintenance first, once its host may stop: tuskar machine maintenance <name> --reason',
  },
} as const satisfies ErrorDefinitions;
