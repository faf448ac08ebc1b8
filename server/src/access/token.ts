import { timingSafeEqual } from 'node:crypto';
import type { Token } from '@tuskar/contract/access.ts';
import { TuskarError } from '@tuskar/contract/error.ts';
import { type Permission, type Role, roles } from '@tuskar/contract/permissions.ts';
import type { Db } from '../platform/database/connect.ts';
import { type Actor, actorInWords } from './actor.ts';
import { announceToken, announceTokenRemoved } from './announce.ts';
import { hashOf, makeId, makeSecretText } from './secret-text.ts';
import { noteUseEvery } from './session.ts';
import type { TokenRow } from './tables.ts';
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

/** A token of the actor's own person; one made by a token ends no later than that. Error: 'token-too-wide'. */
export async function createToken(
  db: Db,
  actor: Actor,
  { description, permissions, expiresInDays }: TokenRequest,
): Promise<Token & { secret: string }> {
  const { user } = actor;
  if (user === null) throw new TuskarError('forbidden', `${actor.name} is no person and has no tokens.`);
  const id = makeId();
  const secret = `tsk_${id}_${makeSecretText()}`;
  const token = {
    id,
    secretHash: hashOf(secret),
    user,
    description,
    permissions: permissionsFor(actor, permissions),
    expiresAt: earlier(expiryIn(expiresInDays), actor.token?.expiresAt ?? null),
  };
  return db.transaction().execute(async (tx) => {
    const made = tokenResource(await insertToken(tx, token));
    await announceToken(tx, made);
    return { ...made, secret };
  });
}

function expiryIn(days: number | undefined): Date | null {
  return days === undefined ? null : new Date(Date.now() + days * 24 * 60 * 60 * 1000);
}

function earlier(one: Date | null, other: Date | null): Date | null {
  if (one === null || other === null) return one ?? other;
  return one < other ? one : other;
}

/** A narrow token must not make a wide one: what it does not name, it does not get either. */
function permissionsFor(actor: Actor, asked: Permission[] | undefined): Permission[] | null {
  const tooWide = asked?.filter((permission) => !actor.permissions.has(permission)) ?? [];
  if (tooWide.length > 0) {
    throw new TuskarError(
      'token-too-wide',
      `${actorInWords(actor)} has no permission ${tooWide.join(', ')} to give.`,
      {
        context: { permissions: tooWide },
      },
    );
  }
  if (asked !== undefined) return asked;
  return actor.type === 'user' ? null : [...actor.permissions];
}

/** A token that the actor may not revoke is as one that is not there. Error: 'token-not-found'. */
export async function revokeToken(db: Db, actor: Actor, id: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const row = await findToken(tx, id);
    if (row === undefined || !mayRevoke(actor, row)) {
      throw new TuskarError(
        'token-not-found',
        `There is no token '${id}' that ${actorInWords(actor)} could revoke.`,
      );
    }
    await deleteToken(tx, id);
    await announceTokenRemoved(tx, id);
  });
}

/** Those who manage people: any. A person: their own. A narrow token: itself, so that a leaked one harms no other. */
function mayRevoke(actor: Actor, row: TokenRow): boolean {
  if (actor.permissions.has('user.manage') || actor.token?.id === row.id) return true;
  const isNarrow = actor.role === undefined || actor.permissions.size < roles[actor.role].length;
  return row.user_name === actor.user && !isNarrow;
}

/** Who acts by a token; never more than its owner may now. Undefined where it is unknown, expired or revoked. */
export async function tokenActor(db: Db, secret: string): Promise<Actor | undefined> {
  const id = form.exec(secret)?.[1];
  const row = id === undefined ? undefined : await findUsableToken(db, id);
  if (row === undefined || !timingSafeEqual(row.secret_hash, hashOf(secret))) return undefined;
  if (Date.now() - (row.last_used_at?.getTime() ?? 0) > noteUseEvery) await touchToken(db, row.id);
  return {
    type: 'token',
    name: row.user_name,
    user: row.user_name,
    role: row.role,
    permissions: effective(row.role, row.permissions),
    token: { id: row.id, description: row.description, expiresAt: row.expires_at },
  };
}

function effective(role: Role, own: Permission[] | null): Set<Permission> {
  const owners = new Set<Permission>(roles[role]);
  return own === null ? owners : new Set(own.filter((permission) => owners.has(permission)));
}
