import { TuskarError } from '@tuskar/contract/error.ts';
import type { Redfish } from './client.ts';
import { Account, AccountService } from './schema.ts';
import { membersOf } from './systems.ts';

/** Gives a user of the BMC another password. @throws bmc-missing where the BMC lists no such user */
export async function changePassword(
  redfish: Redfish,
  { user, password }: { user: string; password: string },
): Promise<void> {
  const { Accounts } = await accountService(redfish);
  for (const path of await membersOf(
    redfish,
    Accounts?.['@odata.id'] ?? '/redfish/v1/AccountService/Accounts',
  )) {
    const { UserName } = await redfish.get(path, Account);
    if (UserName === user) return await redfish.patch(path, { Password: password });
  }
  throw new TuskarError('bmc-missing', `The BMC lists no user ${user}, whose password could be changed.`);
}

/** How many characters the BMC takes in a password at most; null where it does not say. */
export async function longestPassword(redfish: Redfish): Promise<number | null> {
  return (await accountService(redfish)).MaxPasswordLength;
}

async function accountService(redfish: Redfish) {
  const { AccountService: service } = await redfish.root();
  return await redfish.get(service?.['@odata.id'] ?? '/redfish/v1/AccountService', AccountService);
}
