import type { Lab } from '@tuskar/contract/lab.ts';

/** Why the lab cannot be brought up, or given more hosts, now; undefined where it can. */
export function whyNotUp({ state, reason }: Pick<Lab, 'state' | 'reason'>): string | undefined {
  if (state === 'unavailable') return reason ?? 'The lab keeper does not run on this machine.';
  if (state === 'stopping') return 'It is being taken down.';
  return undefined;
}

/** Why the lab cannot be taken down now; undefined where it can. */
export function whyNotDown({ state, reason }: Pick<Lab, 'state' | 'reason'>): string | undefined {
  if (state === 'down') return 'It is down.';
  if (state === 'stopping') return 'It is being taken down already.';
  if (state === 'unavailable') return reason ?? 'The lab keeper does not run on this machine.';
  return undefined;
}
