import type { ErrorDefinitions } from './definition.ts';

export const labErrors = {
  'keeper-unreachable': {
    status: 503,
    retryable: true,
    title: 'The lab keeper does not answer',
    remedy: 'Start it as root with: tuskar server start',
  },
  'keeper-running': {
    status: 409,
    retryable: false,
    title: 'Another lab keeper runs already',
    remedy: 'Use the one that runs, or stop it first with: tuskar server stop',
  },
  'lab-tools-missing': {
    status: 500,
    retryable: false,
    title: 'The machine lacks programs that the lab needs',
    remedy: 'Install the Debian packages that the message names.',
  },
  'lab-unsupported': {
    status: 500,
    retryable: false,
    title: 'The machine cannot run a lab',
    remedy: 'Use a machine, or a kernel, that has what the message names.',
  },
  'lab-network-in-use': {
    status: 409,
    retryable: false,
    title: 'The address range of the lab is in use',
    remedy: 'Free 198.18.0.0/15 on this machine, or run the lab on another machine.',
  },
  'lab-foreign': {
    status: 409,
    retryable: false,
    title: 'A lab of another installation is on this machine',
    remedy: 'Take it down from the installation that made it; if that is gone, run: tuskar lab down',
  },
  'lab-down': {
    status: 409,
    retryable: false,
    title: 'The lab is down',
    remedy: 'Start it with: tuskar lab up',
  },
  'lab-interrupted': {
    status: 409,
    retryable: true,
    title: 'The change was interrupted by taking the lab down',
    remedy: 'Start the lab again with: tuskar lab up',
  },
  'lab-host-not-found': {
    status: 404,
    retryable: false,
    title: 'No such host in the lab',
    remedy: 'List the hosts of the lab with: tuskar lab status',
  },
  'lab-host-conflict': {
    status: 409,
    retryable: false,
    title: 'The host conflicts with one that the lab has',
    remedy: 'Choose another name or index, or remove the other host first.',
  },
  'lab-host-boot-failed': {
    status: 500,
    retryable: true,
    title: 'A host of the lab did not boot',
    remedy: 'Read the last lines of its console in the message, then boot the host again.',
  },
  'lab-command-failed': {
    status: 500,
    retryable: true,
    title: 'A command of the lab failed',
    remedy: 'Remove the cause that the output of the command names, then try again.',
  },
  'lab-state-unreadable': {
    status: 500,
    retryable: false,
    title: 'The state file of the lab cannot be read',
    remedy: 'Move the file away, then remove what the lab made with: tuskar lab down',
  },
  'lab-full': {
    status: 409,
    retryable: false,
    title: 'The lab has no place for another host',
    remedy: 'Use fewer hosts, or take the lab down and bring it up with those you need.',
  },
  'lab-host-gone': {
    status: 502,
    retryable: true,
    title: 'A lab host is gone',
    remedy: 'Look at the lab with: tuskar lab status; then retry the operation.',
  },
  'lab-bmcs-unreachable': {
    status: 503,
    retryable: true,
    title: "The process of the lab's BMCs does not answer",
    remedy: 'The keeper starts it with the lab: tuskar lab up',
  },
  'lab-machine-not-found': {
    status: 404,
    retryable: false,
    title: 'No such machine in the lab',
    remedy: 'List the machines of the lab with: tuskar lab machine list',
  },
  'lab-machine-conflict': {
    status: 409,
    retryable: false,
    title: 'The machine conflicts with one that the lab has',
    remedy: 'Choose another name or address, or remove the other machine first.',
  },
  'lab-part-not-found': {
    status: 404,
    retryable: false,
    title: 'The machine has no such part',
    remedy: 'Name a part that the message lists, or none: then it is the first that there is.',
  },
  'lab-inhabited': {
    status: 409,
    retryable: false,
    title: 'The lab carries a cloud',
    remedy: 'Destroy the cloud first, or give --force with a --reason.',
  },
} as const satisfies ErrorDefinitions;
