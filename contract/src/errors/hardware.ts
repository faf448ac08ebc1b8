import type { ErrorDefinitions } from './definition.ts';

export const hardwareErrors = {
  'machine-not-found': {
    status: 404,
    retryable: false,
    title: 'No such machine',
    remedy: 'List the machines with: tuskar machine list',
  },
  'machine-exists': {
    status: 409,
    retryable: false,
    title: 'A machine of that name or BMC exists',
    remedy: 'Choose another name, or look at the machine that has it.',
  },
  'machine-state': {
    status: 409,
    retryable: false,
    title: 'The state of the machine does not allow that',
    remedy: 'Look at what its state allows with: tuskar machine show <name>',
  },
  'machine-not-simulated': {
    status: 409,
    retryable: false,
    title: 'Only simulated machines can be given faults',
    remedy:
      'Break one whose provider is simulated; one of the lab has faults with: tuskar lab machine fault <name>',
  },
  'undercloud-not-connected': {
    status: 409,
    retryable: false,
    title: 'No bare-metal service is connected',
    remedy: 'Connect one with: tuskar undercloud connect',
  },
  'undercloud-not-managed': {
    status: 409,
    retryable: false,
    title: 'Tuskar did not converge the bare-metal service',
    remedy: "What is somebody else's is for them to equip: give the agent to it as its documentation says.",
  },
  'undercloud-in-use': {
    status: 409,
    retryable: false,
    title: 'Machines are registered with the bare-metal service',
    remedy: 'Retire or forget them first.',
  },
  'agent-image-missing': {
    status: 409,
    retryable: false,
    title: 'There is no image of the agent yet',
    remedy: 'Build it with: tuskar image build agent --wait',
  },
  'bare-metal-unreachable': {
    status: 502,
    retryable: true,
    title: 'The bare-metal service does not answer',
    remedy: 'See what is known of it with: tuskar undercloud show; look at the unit ironic on its host.',
  },
  'bare-metal-untrusted': {
    status: 502,
    retryable: false,
    title: 'The certificate of the bare-metal service is not trusted',
    remedy: 'Connect the service with the CA that signed its certificate: tuskar undercloud connect --ca',
  },
  'bare-metal-busy': {
    status: 502,
    retryable: true,
    title: 'The bare-metal service cannot answer now',
    remedy: 'Try again later; if it stays, read the journal of the service on its host.',
  },
  'bare-metal-unauthorized': {
    status: 502,
    retryable: false,
    title: 'The bare-metal service does not accept the credentials',
    remedy: 'Connect the service again with the right user and password: tuskar undercloud connect',
  },
  'bare-metal-incapable': {
    status: 409,
    retryable: false,
    title: 'The bare-metal service lacks what this needs',
    remedy:
      'See what it lacks with: tuskar undercloud show. A newer service, or its configuration, mends it.',
  },
  'bare-metal-refused': {
    status: 502,
    retryable: false,
    title: 'The bare-metal service refuses the request',
    remedy: 'The message has the reason that the service gives.',
  },
  'bare-metal-answer': {
    status: 502,
    retryable: true,
    title: 'An answer of the bare-metal service is not understood',
    remedy: 'Check what stands between Tuskar and the service; read its journal.',
  },
  'node-not-found': {
    status: 404,
    retryable: false,
    title: 'The bare-metal service does not know the machine',
    remedy: 'Somebody may have removed it there: enrol the machine again.',
  },
  'node-locked': {
    status: 409,
    retryable: true,
    title: 'The bare-metal service is busy with the machine',
    remedy:
      'Wait. A lock that stays for minutes belongs to a process of the service that is gone: restart the service.',
  },
  'node-state': {
    status: 409,
    retryable: false,
    title: "The machine's state in the bare-metal service does not allow that",
    remedy: 'Look at its node with: tuskar machine show <name>',
  },
  'rescue-unsupported': {
    status: 409,
    retryable: false,
    title: 'The bare-metal service has no rescue system for the machine',
    remedy:
      "Give its nodes the rescue interface 'agent', and rescue_kernel and rescue_ramdisk. Ironic 2025.1 itself lacks it for virtual media: the host image mends that, so converge an undercloud of your own with the newest.",
  },
  'node-work-failed': {
    status: 500,
    retryable: false,
    title: 'Work on the machine failed',
    remedy: 'Read the output: it names what failed. Repair that, then begin the work again.',
  },
  'node-bmc-failed': {
    status: 502,
    retryable: false,
    title: 'The bare-metal service cannot reach or use the BMC of the machine',
    remedy: "Check the BMC's address, its credentials, and that it answers; then begin the work again.",
  },
  'node-power-failed': {
    status: 502,
    retryable: false,
    title: 'The machine does not switch on or off as its BMC is told',
    remedy: 'Check its mains, its power cables and its power supplies; then begin the work again.',
  },
  'node-agent-silent': {
    status: 504,
    retryable: false,
    title: 'The agent on the machine did not report in time',
    remedy:
      'Look at its console: does it boot the agent, and does it get an address? Then begin the work again.',
  },
  'node-restarted': {
    status: 502,
    retryable: false,
    title: 'The machine restarted in the middle of the work',
    remedy:
      'Look for the cause in the event log of its BMC: power, heat, a fault of memory; then begin the work again.',
  },
  'node-work-interrupted': {
    status: 502,
    retryable: true,
    title: 'The bare-metal service was stopped while it worked on the machine',
    remedy: 'Begin the work again: the machine itself has done nothing wrong.',
  },
  'node-work-aborted': {
    status: 409,
    retryable: false,
    title: 'Somebody aborted the work on the machine in the bare-metal service',
    remedy: 'Find out who and why, then begin the work again.',
  },
} as const satisfies ErrorDefinitions;
