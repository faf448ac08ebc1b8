import { isTuskarError } from '@tuskar/contract/error.ts';
import { changePassword, longestPassword } from './redfish/accounts.ts';
import { createRedfish, type RedfishAccess } from './redfish/client.ts';
import { systemPaths } from './redfish/systems.ts';

/** The users of BMCs, as the rotation of passwords needs them. */
export type BmcAccounts = {
  /** Whether the BMC takes the user and password. */
  accepts: (access: RedfishAccess, signal: AbortSignal) => Promise<boolean>;
  /** How many characters the BMC takes in a password at most; null: it does not say. */
  longest: (access: RedfishAccess, signal: AbortSignal) => Promise<number | null>;
  /** Gives the user another password. */
  change: (access: RedfishAccess, password: string, signal: AbortSignal) => Promise<void>;
};

export const redfishAccounts: BmcAccounts = {
  accepts: async (access, signal) => {
    try {
      await systemPaths(createRedfish(access, { signal }));
      return true;
    } catch (error) {
      if (isTuskarError(error, 'bmc-password-wrong')) return false;
      throw error;
    }
  },
  longest: (access, signal) => longestPassword(createRedfish(access, { signal })),
  change: (access, password, signal) =>
    changePassword(createRedfish(access, { signal }), { user: access.user, password }),
};
