import type { Session } from '@tuskar/contract/access.ts';
import { TuskarError } from '@tuskar/contract/error.ts';
import type { Actor } from './actor.ts';

/** Who a caller is, and what they may do, as the API shows it. */
export function sessionOf(actor: Actor): Session {
  if (actor.user === null || actor.role === undefined) {
    throw new TuskarError('not-signed-in', `${actor.name} is nobody who signs in.`);
  }
  return {
    user: actor.user,
    role: actor.role,
    permissions: [...actor.permissions],
    expiresAt: actor.session?.expiresAt.toISOString() ?? null,
  };
}
