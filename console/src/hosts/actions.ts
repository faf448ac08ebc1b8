import type { Host } from '@tuskar/contract/host.ts';

/** Why a host cannot be checked or converged now; undefined where it can. */
export function whyNotConverge({ cloud, name }: Pick<Host, 'cloud' | 'name'>): string | undefined {
  return cloud === null ? `${name} is in no cloud: there is no blueprint to compare it with.` : undefined;
}

/** Why a host cannot be forgotten now; undefined where it can. */
export function whyNotForget({ cloud }: Pick<Host, 'cloud'>): string | undefined {
  return cloud === null ? undefined : `The cloud ${cloud} uses it.`;
}
