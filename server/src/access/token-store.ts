import type { Token } from '@tuskar/contract/access.ts';
import type { Permission } from '@tuskar/contract/permissions.ts';
import { sql } from 'kysely';
import type { Db } from '../platform/database/connect.ts';
import type { TokenRow } from './tables.ts';

export type NewToken = {
  id: string;
  secretHash: Buffer;
  user: string;
  description: string;
  permissions: Permission[] | null;
  expiresAt: Date | null;
};

export function tokenResource(row: TokenRow): Token {
  return {
    id: row.id,
    user: row.user_name,
    description: row.description,
    permissions: row.permissions,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at?.toISOString() ?? null,
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
  };
}

export async function insertToken(db: Db, token: NewToken): Promise<TokenRow> {
  return db
    .insertInto('token')
    .values({
      id: token.id,
      secret_hash: token.secretHash,
      user_name: token.user,
      description: token.description,
      permissions: token.permissions,
      expires_at: token.expiresAt,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** By id; only one person's, where `user` is given. */
export async function listTokens(
  db: Db,
  page: { after: string | undefined; limit: number; user: string | undefined },
): Promise<TokenRow[]> {
  let query = db.selectFrom('token').selectAll().orderBy('id').limit(page.limit);
  if (page.after !== undefined) query = query.where('id', '>', page.after);
  if (page.user !== undefined) query = query.where('user_name', '=', page.user);
  return query.execute();
}

export async function findToken(db: Db, id: string): Promise<TokenRow | undefined> {
  return db.selectFrom('token').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The token with its owner's role, where both may still act. */
export async function findUsableToken(db: Db, id: string) {
  return db
    .selectFrom('token')
    .innerJoin('user_account', 'user_account.name', 'token.user_name')
    .selectAll('token')
    .select('user_account.role')
    .where('token.id', '=', id)
    .where('user_account.disabled', '=', false)
    .where((is) => is.or([is('expires_at', 'is', null), is('expires_at', '>', sql<Date>`now()`)]))
    .executeTakeFirst();
}

export async function touchToken(db: Db, id: string): Promise<void> {
  await db
    .updateTable('token')
    .set({ last_used_at: sql<Date>`now()` })
    .where('id', '=', id)
    .execute();
}

export async function deleteToken(db: Db, id: string): Promise<void> {
  await db.deleteFrom('token').where('id', '=', id).execute();
}
