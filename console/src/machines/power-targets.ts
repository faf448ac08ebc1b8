import type { PowerTarget } from '@tuskar/contract/machine-bulk.ts';

export const powerTargets: Record<PowerTarget, { text: string; help: string }> = {
  on: { text: 'Switch on', help: 'It boots from its disk, or as the bare-metal service has it.' },
  'soft-off': { text: 'Shut down', help: 'Its system is asked to end, and given the time to.' },
  'soft-reboot': { text: 'Reboot its system', help: 'Its system is asked to end, and starts again.' },
  off: { text: 'Cut the power', help: 'At once. What its system had not written yet is lost.' },
  reboot: {
    text: 'Cut the power and switch on',
    help: 'At once. What its system had not written yet is lost.',
  },
};

export const powerChoices = (Object.keys(powerTargets) as PowerTarget[]).map((value) => ({
  value,
  text: powerTargets[value].text,
}));

/** Whether a system loses what it had not written yet. */
export function cutsPower(target: PowerTarget): boolean {
  return target === 'off' || target === 'reboot';
}
