import { TuskarError } from '@tuskar/contract/error.ts';
import type { Db } from '../platform/database/connect.ts';
import type { Logger } from '../platform/log/logger.ts';
import type { AuditedEnd, AuditedWrite, AuditTrail } from './audit.ts';
import { insertBegun, insertEntry, listStale, takeBegun } from './audit-store.ts';

export type AuditKeeper = AuditTrail & {
  /** Makes the entries of writes whose process died in them: one pass. */
  sweep: () => Promise<number>;
};

/** Longer than any request may take: the server ends them after 60 seconds. */
const staleSeconds = 300;

export function createAuditTrail({ db, log }: { db: Db; log: Logger }): AuditKeeper {
  async function end(requestId: string, ending: AuditedEnd): Promise<void> {
    await db.transaction().execute(async (tx) => {
      const write = await takeBegun(tx, requestId);
      if (write === undefined) {
        throw new TuskarError('internal-error', `The audited write ${requestId} has ended already.`);
      }
      await insertEntry(tx, join(write, ending));
    });
  }

  return {
    begin: (write) => insertBegun(db, write),
    end,
    append: async (write, ending) => {
      await db.transaction().execute((tx) => insertEntry(tx, join(write, ending)));
    },
    sweep: async () => {
      const stale = await listStale(db, staleSeconds);
      for (const requestId of stale) await sweepOne(db, requestId);
      if (stale.length > 0)
        log.warn({ writes: stale.length }, 'writes that were cut off are in the audit trail');
      return stale.length;
    },
  };
}

async function sweepOne(db: Db, requestId: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const write = await takeBegun(tx, requestId);
    // Another process was faster.
    if (write === undefined) return;
    const detail = { ...write.detail, interrupted: true };
    await insertEntry(tx, join(write, { outcome: 'failed', status: 500, detail }));
  });
}

function join(write: AuditedWrite, end: AuditedEnd) {
  return { ...write, ...end };
}
