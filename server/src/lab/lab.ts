import type { Keeper } from './keeper.ts';
import { isTuskarError } from '@tuskar/contract/error.ts';
import type { Lab } from '@tuskar/contract/lab.ts';

import type { LabStatus } from '@tuskar/lab/keeper/protocol.ts';

/** The lab as the API shows it. Without a keeper there is none, and it says why. */
export async function showLab(keeper: Keeper): Promise<Lab> {
  try {
    return toLab((await keeper.status()).lab);
  } catch (error) {
    if (!isTuskarError(error, 'keeper-unreachable')) throw error;
    return {
      state: 'unavailable',
      reason: `${error.message} ${error.remedy}`,
      kvm: 'unknown',
      networks: [],
      hosts: [],
      machines: [],
      simulated: { count: 0, seed: 0 },
    };
  }
}

function toLab(status: LabStatus): Lab {
  return {
    state: status.state,
    reason: null,
    kvm: status.kvm.state,
    networks: status.networks.map(({ name, cidr }) => ({ name, cidr })),
    machines: status.machines.map(({ name, address }) => ({ name, bmcAddress: address })),
    simulated: status.simulated,
    hosts: status.hosts.map(({ name, index, state, image, addresses, since }) => ({
      name,
      index,
      state,
      image,
      addresses: { management: addresses.management, tunnel: addresses.tunnel },
      since,
    })),
  };
}
