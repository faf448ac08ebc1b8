import { TuskarError } from '@tuskar/contract/error.ts';
import type { LabHost, LabStatus } from '@tuskar/lab/keeper/protocol.ts';
import { hostAddresses } from '@tuskar/lab/network-plan.ts';
import type { Keeper } from '../keeper.ts';

/** A keeper that keeps its hosts in memory, for tests of what the rooms do with it. */
export function simulatedKeeper(): Keeper & {
  hosts: LabHost[];
  calls: string[];
  failNext: (error: TuskarError) => void;
} {
  const hosts: LabHost[] = [];
  const calls: string[] = [];
  let failure: TuskarError | undefined;

  const status = (): LabStatus => ({
    state: hosts.length === 0 ? 'down' : 'up',
    networks: [],
    hosts,
    kvm: { state: 'absent', reason: 'simulated' },
  });
  const called = (name: string): void => {
    calls.push(name);
    const now = failure;
    failure = undefined;
    if (now !== undefined) throw now;
  };

  return {
    hosts,
    calls,
    failNext: (error) => {
      failure = error;
    },
    status: async () => ({ version: 'simulated', lab: status() }),
    up: async ({ image, hosts: wanted }) => {
      called('up');
      for (const { name, index } of wanted) {
        if (hosts.some((host) => host.name === name)) continue;
        const addresses = hostAddresses(index);
        const since = new Date().toISOString();
        hosts.push({
          name,
          index,
          state: 'running',
          addresses,
          hostKey: `ssh-ed25519 ${name}`,
          image,
          since,
          leaderPid: 1,
        });
      }
      return status();
    },
    down: async () => {
      called('down');
      hosts.length = 0;
      return status();
    },
    buildImage: () =>
      Promise.reject(new TuskarError('image-not-found', 'A simulated keeper builds no images.')),
  };
}
