import { AuditEntry } from '@tuskar/contract/access.ts';
import { pages } from '../api/pages.ts';

export type AuditSearch = {
  actor?: string;
  token?: string;
  action?: string;
  outcome?: AuditEntry['outcome'];
};

/** The filter of the list, from the page's address. */
export function readAuditSearch(search: Record<string, unknown>): AuditSearch {
  const { actor, token, action } = search;
  const outcome = AuditEntry.shape.outcome.safeParse(search['outcome']).data;
  return {
    ...(typeof actor === 'string' ? { actor } : {}),
    ...(typeof token === 'string' ? { token } : {}),
    ...(typeof action === 'string' ? { action } : {}),
    ...(outcome === undefined ? {} : { outcome }),
  };
}

export function auditQuery(search: AuditSearch) {
  return pages('audit.list', search);
}
