import type { Permission, Role } from '@tuskar/contract/permissions.ts';
import type { Generated, Selectable } from 'kysely';

export type AccessTables = { user_account: UserTable; session: SessionTable; token: TokenTable };

export type UserTable = {
  name: string;
  role: Role;
  password_hash: string;
  disabled: Generated<boolean>;
  created_at: Generated<Date>;
  last_sign_in_at: Date | null;
};
export type UserRow = Selectable<UserTable>;

export type SessionTable = {
  id: string;
  secret_hash: Buffer;
  user_name: string;
  remote_address: string | null;
  created_at: Generated<Date>;
  last_used_at: Generated<Date>;
  expires_at: Date;
};

export type TokenTable = {
  id: string;
  secret_hash: Buffer;
  user_name: string;
  description: string;
  permissions: Permission[] | null;
  created_at: Generated<Date>;
  expires_at: Date | null;
  last_used_at: Date | null;
};
export type TokenRow = Selectable<TokenTable>;
