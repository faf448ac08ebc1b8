import type { ErrorDefinitions } from './definition.ts';

/** What goes wrong between Tuskar and the controller of a machine. */
export const bmcErrors = {
  'bmc-unreachable': {
    status: 502,
    retryable: true,
    title: 'The BMC does not answer',
    remedy:
      'Check its address, its cable and the way to its network; correct it with: tuskar machine update <name> --bmc',
  },
  'bmc-untrusted': {
    status: 502,
    retryable: false,
    title: 'The certificate of the BMC is not trusted',
    remedy:
      'Give the BMC a certificate that is trusted, or turn the check off: tuskar machine update <name> --no-verify',
  },
  'bmc-password-wrong': {
    status: 502,
    retryable: false,
    title: 'The BMC does not take the user and password',
    remedy:
      'Correct them with: tuskar machine update <name> --user <user> --password; then retry the operation.',
  },
  'bmc-forbidden': {
    status: 502,
    retryable: false,
    title: 'The user of the BMC may not do that',
    remedy: 'Give the user the role of an administrator on the BMC, then retry the operation.',
  },
  'bmc-system-unknown': {
    status: 502,
    retryable: false,
    title: 'The BMC has no such system',
    remedy:
      'The message names the systems that it has: correct the machine with: tuskar machine update <name> --system-id',
  },
  'bmc-missing': {
    status: 502,
    retryable: false,
    title: 'The BMC does not have what is asked for',
    remedy: 'Its firmware may be too old for it: look for a newer one.',
  },
  'bmc-busy': {
    status: 502,
    retryable: true,
    title: 'The BMC cannot answer now',
    remedy: 'Wait a little; a BMC that stays busy is reset at its own console.',
  },
  'bmc-refused': {
    status: 502,
    retryable: false,
    title: 'The BMC refuses the request',
    remedy: 'The message has the reason that the BMC gives.',
  },
  'bmc-answer': {
    status: 502,
    retryable: true,
    title: 'An answer of the BMC is not understood',
    remedy: 'Check that the address is that of a BMC that speaks Redfish.',
  },
  'bmc-no-redfish': {
    status: 409,
    retryable: false,
    title: 'That needs a BMC that is reached over Redfish',
    remedy:
      'Change how the BMC is reached, where it speaks Redfish: tuskar machine update <name> --protocol redfish',
  },
  'bmc-password-missing': {
    status: 409,
    retryable: false,
    title: 'No password of the BMC is known',
    remedy: 'Give it with: tuskar machine update <name> --password',
  },
} as const satisfies ErrorDefinitions;
