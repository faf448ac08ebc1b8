import type { Db } from '../platform/database/connect.ts';
import { deleteOldAnswers } from '../platform/http/idempotency-store.ts';
import type { Reconciler } from '../platform/reconcilers/reconciler.ts';
import type { AuditKeeper } from '../security/create-audit-trail.ts';
import { deleteExpiredSessions } from './session-store.ts';

/** Forgets sessions and stored answers whose time is over. */
export function accessExpiry({ db }: { db: Db }): Reconciler {
  return {
    name: 'access-expiry',
    everySeconds: 3600,
    pass: async () => ({ sessions: await deleteExpiredSessions(db), answers: await deleteOldAnswers(db) }),
  };
}

/** Brings writes whose process died in them into the audit trail. */
export function auditCompletion({ audit }: { audit: AuditKeeper }): Reconciler {
  return {
    name: 'audit-completion',
    everySeconds: 60,
    pass: async () => ({ interrupted: await audit.sweep() }),
  };
}
