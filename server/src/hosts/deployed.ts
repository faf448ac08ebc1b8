import { isTuskarError } from '@tuskar/contract/error.ts';
import type { DeployedHosts } from '../hardware/deploy/deps.ts';
import type { Hosts } from './host.ts';

/** The hosts room as deploying needs it: hosts whose systems Tuskar wrote to a machine. */
export function deployedHosts(hosts: Hosts): DeployedHosts {
  return {
    find: async (name) => {
      try {
        return await hosts.show(name);
      } catch (error) {
        if (isTuskarError(error, 'host-not-found')) return undefined;
        throw error;
      }
    },
    register: async ({ name, address, hostKey, image }) => {
      await hosts.register({
        name,
        source: 'machine',
        address,
        tunnel_address: null,
        ssh_user: 'root',
        host_key: hostKey,
        image,
      });
    },
    // What it could not read it looks at again within a minute, like at any host.
    look: async (name, signal) => {
      await hosts.look(name, signal).catch((error: unknown) => {
        if (!isTuskarError(error)) throw error;
      });
    },
  };
}
