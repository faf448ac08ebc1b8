import { sql } from 'kysely';
import type { Db } from '../platform/database/connect.ts';
import { makeId } from './secret-text.ts';

/** Hours after which a session that nobody uses ends, and after which every session ends. */
const idleHours = 12;
const longestHours = 7 * 24;

export async function insertSession(
  db: Db,
  session: { user: string; secretHash: Buffer; remoteAddress: string | null },
): Promise<{ id: string; expiresAt: Date }> {
  const id = makeId();
  const row = await db
    .insertInto('session')
    .values({
      id,
      secret_hash: session.secretHash,
      user_name: session.user,
      remote_address: session.remoteAddress,
      expires_at: sql<Date>`now() + make_interval(hours => ${longestHours})`,
    })
    .returning('expires_at')
    .executeTakeFirstOrThrow();
  return { id, expiresAt: row.expires_at };
}

/** The session with its person, where both may still act. */
export async function findSession(db: Db, secretHash: Buffer) {
  return db
    .selectFrom('session')
    .innerJoin('user_account', 'user_account.name', 'session.user_name')
    .select([
      'session.id',
      'session.expires_at',
      'session.last_used_at',
      'user_account.name',
      'user_account.role',
    ])
    .where('secret_hash', '=', secretHash)
    .where('user_account.disabled', '=', false)
    .where('expires_at', '>', sql<Date>`now()`)
    .where('last_used_at', '>', sql<Date>`now() - make_interval(hours => ${idleHours})`)
    .executeTakeFirst();
}

export async function touchSession(db: Db, id: string): Promise<void> {
  await db
    .updateTable('session')
    .set({ last_used_at: sql<Date>`now()` })
    .where('id', '=', id)
    .execute();
}

export async function deleteSession(db: Db, id: string): Promise<void> {
  await db.deleteFrom('session').where('id', '=', id).execute();
}

export async function deleteSessions(
  db: Db,
  { user, except }: { user: string; except?: string },
): Promise<void> {
  let query = db.deleteFrom('session').where('user_name', '=', user);
  if (except !== undefined) query = query.where('id', '<>', except);
  await query.execute();
}

export async function deleteExpiredSessions(db: Db): Promise<number> {
  const result = await db
    .deleteFrom('session')
    .where((is) =>
      is.or([
        is('expires_at', '<', sql<Date>`now()`),
        is('last_used_at', '<', sql<Date>`now() - make_interval(hours => ${idleHours})`),
      ]),
    )
    .executeTakeFirst();
  return Number(result.numDeletedRows);
}
