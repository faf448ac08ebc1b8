import { TuskarError } from '@tuskar/contract/error.ts';
import { roles } from '@tuskar/contract/permissions.ts';
import type { Db } from '../platform/database/connect.ts';
import type { Actor } from './actor.ts';
import type { SessionKeeper } from './authenticator.ts';
import { passwordMatches } from './passwords.ts';
import { hashOf, makeSecretText } from './secret-text.ts';
import { deleteSession, findSession, insertSession, touchSession } from './session-store.ts';
import { findUser, noteSignIn } from './user-store.ts';

/** Milliseconds within which uses of a session or token are noted once. */
export const noteUseEvery = 60_000;

export type SessionKeeperDeps = {
  db: Db;
  /** Told after somebody has signed in. */
  onSignIn?: (user: string) => Promise<void>;
};

export function createSessionKeeper({ db, onSignIn }: SessionKeeperDeps): SessionKeeper {
  return {
    signIn: async ({ user, password, remoteAddress }) => {
      const row = await findUser(db, user);
      const matches = await passwordMatches(row?.password_hash, password);
      if (row === undefined || !matches || row.disabled) {
        throw new TuskarError(
          'sign-in-failed',
          'The name or the password is wrong, or the person is disabled.',
        );
      }
      const secret = makeSecretText();
      const session = await insertSession(db, { user, secretHash: hashOf(secret), remoteAddress });
      await noteSignIn(db, user);
      await onSignIn?.(user);
      return { actor: userActor(row, session), secret, expiresAt: session.expiresAt };
    },
    signOut: async ({ session }) => {
      if (session !== undefined) await deleteSession(db, session.id);
    },
  };
}

/** The person of a session; undefined where it is unknown or over. */
export async function sessionActor(db: Db, secret: string): Promise<Actor | undefined> {
  const row = await findSession(db, hashOf(secret));
  if (row === undefined) return undefined;
  if (Date.now() - row.last_used_at.getTime() > noteUseEvery) await touchSession(db, row.id);
  return userActor(row, { id: row.id, expiresAt: row.expires_at });
}

function userActor(
  { name, role }: { name: string; role: keyof typeof roles },
  session: { id: string; expiresAt: Date },
): Actor {
  return { type: 'user', name, user: name, role, permissions: new Set(roles[role]), session };
}
