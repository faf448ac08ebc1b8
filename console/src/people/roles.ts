import { type Role, roles } from '@tuskar/contract/permissions.ts';

export const roleOptions = (Object.keys(roles) as Role[]).map((role) => ({ value: role, text: role }));

/** As the contract has it: 12 to 256 characters. */
export const passwordRules = {
  required: 'Give a password.',
  minLength: { value: 12, message: 'At least 12 characters.' },
  maxLength: { value: 256, message: 'At most 256 characters.' },
};
