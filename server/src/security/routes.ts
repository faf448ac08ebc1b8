import type { Db } from '../platform/database/connect.ts';
import { pageOfRows, parseCursor } from '../platform/http/cursor.ts';
import type { Handlers } from '../platform/http/handler.ts';
import { checkChain, listEntries } from './audit-store.ts';

export function auditHandlers({ db }: { db: Db }): Pick<Handlers, 'audit.list' | 'audit.check'> {
  return {
    'audit.list': async ({ query: { limit, cursor, ...filter } }) => {
      const before = parseCursor(cursor, /^\d{1,15}$/);
      const entries = await listEntries(db, { ...filter, limit: limit + 1, before });
      return pageOfRows(entries, limit, ({ seq }) => String(seq));
    },
    'audit.check': async () => {
      const check = await checkChain(db);
      return { ...check, intact: check.firstBroken === null };
    },
  };
}
