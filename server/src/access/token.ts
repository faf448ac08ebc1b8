import { timingSafeEqual } from 'node:crypto';
import type { Token } from '@tuskar/contract/access.ts';
import { TuskarError } from '@tuskar/contract/error.ts';
import { type Permission, type Role, roles } from '@tuskar/contract/permissions.ts';
import type { Db } from '../platform/database/connect.ts';
import type { Actor } from './actor.ts';
import { hashOf, makeId, makeSecretText } from './secret-text.ts';
import { noteUseEvery } from './session.ts';
import {
  deleteToken,
  findToken,
  findUsableToken,
  insertToken,
  tokenResource,
  touchToken,
} from './token-store.ts';

export type TokenRequest = {
  description: string;
  permissions?: Permission[] | undefined;
  expiresInDays?: number | undefined;
};

/** 'tsk_<id>_<secret>': the prefix is for secret scanners, the id for finding the row without a search by secret. */
const form = /^tsk_([0-9a-f]{12})_([\w-]{43})$/;

/** A token of the actor's own person. Error: 'token-too-wide'. */
export async function createToken(
  db: Db,
  actor: Actor,
  { description, permissions, expiresInDays }: TokenRequest,
): Promise<Token & { secret: string }> {
  if (actor.user === null)
    throw new TuskarError('forbidden', `${actor.name} is no person and has no tokens.`);
  const id = makeId();
  const secret = `tsk_${id}_${makeSecretText()}`;
  const row = await insertToken(db, {
    id,
    secretHash: hashOf(secret),
    user: actor.user,
    description,
    permissions: permissionsFor(actor, permissions),
    expiresInDays: expiresInDays ?? null,
  });
  return { ...tokenResource(row), secret };
}

/** A narrow token must not make a wide one: what it does not name, it does not get either. */
function permissionsFor(actor: Actor, asked: Permission[] | undefined): Permission[] | null {
  const tooWide = asked?.filter((permission) => !actor.permissions.has(permission)) ?? [];
  if (tooWide.length > 0) {
    throw new TuskarError(
      'token-too-wide',
      `${actor.name} has no permission ${tooWide.join(', ')} to give.`,
      {
        context: { permissions: tooWide },
      },
    );
  }
  if (asked !== undefined) return asked;
  return actor.type === 'user' ? null : [...actor.permissions];
}

/** Somebody else's token is as one that is not there, but for those who manage people. Error: 'token-not-found'. */
export async function revokeToken(db: Db, actor: Actor, id: string): Promise<void> {
  const row = await findToken(db, id);
  if (row === undefined || (row.user_name !== actor.user && !actor.permissions.has('user.manage'))) {
    throw new TuskarError('token-not-found', `There is no token '${id}' that ${actor.name} could revoke.`);
  }
  await deleteToken(db, id);
}

/** Who acts by a token; never more than its owner may now. Undefined where it is unknown, expired or revoked. */
export async function tokenActor(db: Db, secret: string): Promise<Actor | undefined> {
  const id = form.exec(secret)?.[1];
  const row = id === undefined ? undefined : await findUsableToken(db, id);
  if (row === undefined || !timingSafeEqual(row.secret_hash, hashOf(secret))) return undefined;
  if (Date.now() - (row.last_used_at?.getTime() ?? 0) > noteUseEvery) await touchToken(db, row.id);
  return {
    type: 'token',
    name: `token:${row.id}`,
    user: row.user_name,
    role: row.role,
    permissions: effective(row.role, row.permissions),
  };
}

function effective(role: Role, own: Permission[] | null): Set<Permission> {
  const owners = new Set<Permission>(roles[role]);
  return own === null ? owners : new Set(own.filter((permission) => owners.has(permission)));
}
