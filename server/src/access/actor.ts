import type { Permission } from '@tuskar/contract/permissions.ts';

/** Who acts: a person, one of their tokens, Tuskar itself, or nobody known. */
export type Actor = {
  type: 'user' | 'token' | 'system' | 'anonymous';
  /** As the audit trail names it: 'admin', 'token:<id>', 'system', 'anonymous'. */
  name: string;
  /** The person behind it; null for the system and for nobody. */
  user: string | null;
  permissions: ReadonlySet<Permission>;
};

export const systemActor: Actor = { type: 'system', name: 'system', user: null, permissions: new Set() };
