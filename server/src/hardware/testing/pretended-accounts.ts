import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TuskarError } from '@tuskar/contract/error.ts';
import type { BmcAccounts } from '../bmc-accounts.ts';

type Bmc = { password: string; changes: number };
type Ways = {
  /** Of a password that the BMC refuses. */
  breaksRules?: (password: string) => boolean;
  /** What happens once the BMC has taken a password, before it says so. */
  onChange?: () => void;
};

/** A BMC with one user; its password is in a file, and so is how often it was changed. */
export function pretendedAccounts(directory: string, { breaksRules, onChange }: Ways = {}) {
  const file = join(directory, 'bmc.json');
  const read = () => JSON.parse(readFileSync(file, 'utf8')) as Bmc;
  const write = (bmc: Bmc) => writeFileSync(file, JSON.stringify(bmc));
  const accounts: BmcAccounts = {
    accepts: async ({ password }) => read().password === password,
    longest: async () => null,
    change: async (access, password) => {
      const { password: current, changes } = read();
      if (access.password !== current) throw new TuskarError('bmc-password-wrong', 'The BMC lets nobody in.');
      if (breaksRules?.(password)) {
        throw new TuskarError('bmc-refused', `The value '${password}' breaks the rules for passwords.`);
      }
      write({ password, changes: changes + 1 });
      onChange?.();
    },
  };
  return { accounts, read, write };
}
