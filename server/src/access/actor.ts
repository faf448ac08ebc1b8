import type { Permission, Role } from '@tuskar/contract/permissions.ts';

/** Who acts: a person, one of their tokens, Tuskar itself, or nobody known. */
export type Actor = {
  type: 'user' | 'token' | 'system' | 'anonymous';
  /** As the audit trail names it: 'admin', 'token:<id>', 'system', 'anonymous'. */
  name: string;
  /** The person behind it; null for the system and for nobody. */
  user: string | null;
  permissions: ReadonlySet<Permission>;
  /** The person's role; a token's permissions can be fewer. */
  role?: Role;
  /** The session that a person acts in; never its secret. */
  session?: { id: string; expiresAt: Date };
  /** The token that a script acts by; never its secret. */
  token?: { id: string; expiresAt: Date | null };
};

export const systemActor: Actor = { type: 'system', name: 'system', user: null, permissions: new Set() };

export const anonymousActor: Actor = {
  type: 'anonymous',
  name: 'anonymous',
  user: null,
  permissions: new Set(),
};
