import type { AuditEntry } from '@tuskar/contract/access.ts';

/** Who it was, and by which of their tokens. */
export function AuditActor({ actor, token }: Pick<AuditEntry, 'actor' | 'token'>) {
  if (token === undefined) return actor;
  return (
    <span title={`Token ${token.id}`}>
      {actor} <span className="tuskar-quiet">by the token ‘{token.description}’</span>
    </span>
  );
}
