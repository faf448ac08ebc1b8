import type { User } from '@tuskar/contract/access.ts';
import type { Role } from '@tuskar/contract/permissions.ts';
import { sql } from 'kysely';
import type { Db } from '../platform/database/connect.ts';
import type { UserRow } from './tables.ts';

export type NewUser = { name: string; role: Role; passwordHash: string };

export type UserChange = { role?: Role; passwordHash?: string; disabled?: boolean };

export function userResource(row: UserRow): User {
  return {
    name: row.name,
    role: row.role,
    createdAt: row.created_at.toISOString(),
    lastSignInAt: row.last_sign_in_at?.toISOString() ?? null,
    disabled: row.disabled,
  };
}

export async function findUser(db: Db, name: string): Promise<UserRow | undefined> {
  return db.selectFrom('user_account').selectAll().where('name', '=', name).executeTakeFirst();
}

/** By name. */
export async function listUsers(
  db: Db,
  page: { after: string | undefined; limit: number },
): Promise<UserRow[]> {
  let query = db.selectFrom('user_account').selectAll().orderBy('name').limit(page.limit);
  if (page.after !== undefined) query = query.where('name', '>', page.after);
  return query.execute();
}

/** Undefined where the name is taken. */
export async function insertUser(db: Db, user: NewUser): Promise<UserRow | undefined> {
  return db
    .insertInto('user_account')
    .values({ name: user.name, role: user.role, password_hash: user.passwordHash })
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst();
}

export async function updateUser(db: Db, name: string, change: UserChange): Promise<UserRow | undefined> {
  return db
    .updateTable('user_account')
    .set({
      ...(change.role === undefined ? {} : { role: change.role }),
      ...(change.passwordHash === undefined ? {} : { password_hash: change.passwordHash }),
      ...(change.disabled === undefined ? {} : { disabled: change.disabled }),
      // A change of nothing is one too: there is always a column to set.
      name,
    })
    .where('name', '=', name)
    .returningAll()
    .executeTakeFirst();
}

export async function deleteUser(db: Db, name: string): Promise<void> {
  await db.deleteFrom('user_account').where('name', '=', name).execute();
}

export async function noteSignIn(db: Db, name: string): Promise<void> {
  await db
    .updateTable('user_account')
    .set({ last_sign_in_at: sql<Date>`now()` })
    .where('name', '=', name)
    .execute();
}

/** Administrators who can act, held until the transaction ends, so that two requests cannot remove the last two. */
export async function lockAdministrators(tx: Db): Promise<string[]> {
  const rows = await tx
    .selectFrom('user_account')
    .select('name')
    .where('role', '=', 'administrator')
    .where('disabled', '=', false)
    .orderBy('name')
    .forUpdate()
    .execute();
  return rows.map((row) => row.name);
}
