import type { BulkAction, PowerTarget } from '@tuskar/contract/machine-bulk.ts';
import { toTimestamp } from '../forms/moment.ts';
import { readLabels } from '../machines/labels.ts';
import { cutsPower, powerTargets } from '../machines/power-targets.ts';

export type BulkActionName = BulkAction['action'];

/** What can be done to many, in the order of a machine's life, and what then happens to each. */
export const bulkActions: Record<BulkActionName, { text: string; help: string }> = {
  inspect: {
    text: 'Inspect',
    help: 'Each boots the agent, which reads what it is made of. Its disks stay as they are.',
  },
  enrol: {
    text: 'Enrol again',
    help: 'The BMC of each is reached anew. Once it answers, the machine is inspected.',
  },
  accept: {
    text: 'Accept',
    help: 'Without a burn-in, or over what it found. Who did so and why stays with each machine.',
  },
  retest: {
    text: 'Test again after a repair',
    help: 'Each is inspected, and only what failed or was exchanged is burnt in again.',
  },
  deploy: {
    text: 'Deploy',
    help: 'The newest host image goes on the disk that the rule chooses. Each becomes a host with its own name, and asks for its address.',
  },
  label: { text: 'Change labels', help: 'Other labels stay as they are.' },
  'set-maintenance': {
    text: 'Begin maintenance',
    help: 'Nothing is begun on them meanwhile. A maintenance that is there already gets the new reason.',
  },
  'end-maintenance': { text: 'End maintenance', help: 'Whoever began it.' },
  quarantine: {
    text: 'Quarantine',
    help: 'None is used until it has been repaired and tested, or somebody releases it.',
  },
  power: { text: 'Switch power', help: 'One that carries a host is only switched off in maintenance.' },
  'rotate-bmc-password': {
    text: 'Change the BMC password',
    help: 'Each BMC gets a new, random password, which Tuskar keeps sealed and nobody sees.',
  },
  rescue: {
    text: 'Boot the rescue system',
    help: 'Each runs from memory, to be repaired from outside; its disks stay as they are. Where that fails it boots its own system again.',
  },
  unrescue: {
    text: 'Boot their own systems again',
    help: 'The rescue system of each ends at once, with whatever runs in it. Its password is forgotten.',
  },
  erase: {
    text: 'Erase',
    help: 'Every disk, with a certificate for each machine, which is then ready. Refused where a host carries instances.',
  },
  retire: {
    text: 'Erase and retire',
    help: 'Every disk, with a certificate for each machine, which is then out of service. Refused where a host carries instances.',
  },
  forget: {
    text: 'Forget',
    help: 'For machines that were enrolled by mistake: Tuskar and the bare-metal service no longer know them.',
  },
};

/** The form as it is typed. */
export type BulkValues = {
  action: BulkActionName;
  reason: string;
  force: boolean;
  until: string;
  labels: string;
  target: PowerTarget;
  atOnce: string;
  stopAfter: string;
};

export const firstBulkValues: BulkValues = {
  action: 'inspect',
  reason: '',
  force: false,
  until: '',
  labels: '',
  target: 'on',
  atOnce: '16',
  stopAfter: '3',
};

export function bulkActionOf(values: BulkValues): BulkAction {
  const { action, reason, force, until, labels, target } = values;
  switch (action) {
    case 'label':
      return { action, labels: labelsOf(labels) };
    case 'set-maintenance':
      return { action, reason: reason.trim(), ...(until === '' ? {} : { until: toTimestamp(until) }) };
    case 'accept':
    case 'quarantine':
    case 'retire':
      return { action, reason: reason.trim() };
    case 'rescue':
      return { action, reason: reason.trim(), force };
    case 'erase':
      return { action, ...(reason.trim() === '' ? {} : { reason: reason.trim() }) };
    case 'power':
      return { action, target };
    case 'enrol':
      return { action, inspect: true };
    default:
      return { action };
  }
}

/** For the preview, which is there before all has been typed: what is in the way does not depend on it. */
export function previewedActionOf({ action, target }: Pick<BulkValues, 'action' | 'target'>): BulkAction {
  return bulkActionOf({ ...firstBulkValues, action, target, reason: 'to be said' });
}

/** 'key=' takes a label away. */
function labelsOf(text: string): Record<string, string | null> {
  return Object.fromEntries(
    Object.entries(readLabels(text) ?? {}).map(([key, value]) => [key, value === '' ? null : value]),
  );
}

/** 'Inspect', 'Cut the power'. */
export function verbOf({ action, target }: Pick<BulkValues, 'action' | 'target'>): string {
  return action === 'power' ? powerTargets[target].text : bulkActions[action].text;
}

const disturbing: BulkActionName[] = ['quarantine', 'rescue'];
const final: BulkActionName[] = ['deploy', 'erase', 'retire', 'forget'];

/** What cannot be taken back is confirmed by typing how many machines it is done to. */
export function isFinal({ action, target }: Pick<BulkValues, 'action' | 'target'>): boolean {
  return final.includes(action) || (action === 'power' && cutsPower(target));
}

/** What takes machines away from whoever uses them now, or for good. */
export function isDanger(values: Pick<BulkValues, 'action' | 'target'>): boolean {
  return isFinal(values) || disturbing.includes(values.action);
}
