import type { Permission, Role } from '@tuskar/contract/permissions.ts';

/** Who acts: a person, one of their tokens, Tuskar itself, or nobody known. */
export type Actor = {
  type: 'user' | 'token' | 'system' | 'anonymous';
  /** By whom, as records and people read it: 'admin', 'system', 'anonymous'. A token acts in its person's name. */
  name: string;
  /** The person behind it; null for the system and for nobody. */
  user: string | null;
  permissions: ReadonlySet<Permission>;
  /** The person's role; a token's permissions can be fewer. */
  role?: Role;
  /** The session that a person acts in; never its secret. */
  session?: { id: string; expiresAt: Date };
  /** The token that a script acts by; never its secret. */
  token?: { id: string; description: string; expiresAt: Date | null };
};

/** Who is meant where a token may do less than its person: "admin (token 'laptop')". */
export function actorInWords({ name, token }: Actor): string {
  return token === undefined ? name : `${name} (token '${token.description}')`;
}

export const systemActor: Actor = { type: 'system', name: 'system', user: null, permissions: new Set() };

export const anonymousActor: Actor = {
  type: 'anonymous',
  name: 'anonymous',
  user: null,
  permissions: new Set(),
};
