import { TuskarError } from '@tuskar/contract/error.ts';
import type { Db } from '../platform/database/connect.ts';
import { pageOfRows, parseCursor } from '../platform/http/cursor.ts';
import type { Handlers } from '../platform/http/handler.ts';
import type { Actor } from './actor.ts';
import { sessionOf } from './session-view.ts';
import { createToken, revokeToken } from './token.ts';
import { listTokens, tokenResource } from './token-store.ts';
import { changeOwnPassword, changeUser, createUser, removeUser, showUser } from './user.ts';
import { listUsers, userResource } from './user-store.ts';

type AccessRoute =
  | 'session.show'
  | 'user.list'
  | 'user.show'
  | 'user.create'
  | 'user.update'
  | 'user.delete'
  | 'user.change-own-password'
  | 'token.list'
  | 'token.create'
  | 'token.delete';

export function accessHandlers({ db }: { db: Db }): Pick<Handlers, AccessRoute> {
  return {
    'session.show': async ({ actor }) => sessionOf(actor),
    'user.list': async ({ query: { limit, cursor } }) => {
      const after = parseCursor(cursor, /^[a-z0-9-]{1,63}$/);
      const rows = await listUsers(db, { after, limit: limit + 1 });
      return pageOfRows(rows.map(userResource), limit, ({ name }) => name);
    },
    'user.show': ({ params }) => showUser(db, params.name),
    'user.create': ({ body }) => createUser(db, body),
    'user.update': ({ params, body }) => changeUser(db, params.name, body),
    'user.delete': ({ params }) => removeUser(db, params.name),
    'user.change-own-password': ({ body, actor }) =>
      changeOwnPassword(db, {
        ...body,
        user: personOf(actor),
        ...(actor.session === undefined ? {} : { session: actor.session.id }),
      }),
    'token.list': async ({ query: { limit, cursor }, actor }) => {
      const after = parseCursor(cursor, /^[0-9a-f]{12}$/);
      const user = actor.permissions.has('user.manage') ? undefined : personOf(actor);
      const rows = await listTokens(db, { after, limit: limit + 1, user });
      return pageOfRows(rows.map(tokenResource), limit, ({ id }) => id);
    },
    'token.create': ({ body, actor }) => createToken(db, actor, body),
    'token.delete': ({ params, actor }) => revokeToken(db, actor, params.id),
  };
}

function personOf({ name, user }: Actor): string {
  if (user === null) throw new TuskarError('forbidden', `${name} is no person.`);
  return user;
}
