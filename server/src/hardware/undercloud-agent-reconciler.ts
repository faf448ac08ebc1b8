import { isTuskarError } from '@tuskar/contract/error.ts';
import type { HostConnection } from '../hosts/connection.ts';
import type { Reconciler } from '../platform/reconcilers/reconciler.ts';
import { readAgent } from './undercloud-agent.ts';
import type { Underclouds } from './undercloud.ts';

export type UndercloudAgentDeps = {
  underclouds: Pick<Underclouds, 'find' | 'managedHost' | 'sawAgent'>;
  connect: (host: string, signal: AbortSignal) => Promise<HostConnection>;
  places: { kernel: string; initramfs: string };
};

/** Keeps true which agent the undercloud has: its host may have been installed anew since it was brought there. */
export function undercloudAgent({ underclouds, connect, places }: UndercloudAgentDeps): Reconciler {
  return {
    name: 'undercloud-agent',
    everySeconds: 60,
    pass: async ({ signal }) => {
      if ((await underclouds.find())?.kind !== 'managed') return { managed: false };
      try {
        const host = await underclouds.managedHost();
        const agent = await readAgent(await connect(host, signal), places, signal);
        await underclouds.sawAgent(agent);
        return { host, agent };
      } catch (error) {
        // A host that does not answer is told of as a host; what it had last stays known.
        if (!isTuskarError(error)) throw error;
        return { error: error.message };
      }
    },
  };
}
