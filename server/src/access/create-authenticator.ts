import type { Db } from '../platform/database/connect.ts';
import type { Authenticator } from './authenticator.ts';
import { sessionActor } from './session.ts';
import { tokenActor } from './token.ts';

export function createAuthenticator({ db }: { db: Db }): Authenticator {
  return {
    authenticate: (credentials) =>
      'token' in credentials ? tokenActor(db, credentials.token) : sessionActor(db, credentials.session),
  };
}
