import type { AuditEntry } from '@tuskar/contract/access.ts';

/** What is known of a write before it is done. */
export type AuditedWrite = Pick<
  AuditEntry,
  'actor' | 'token' | 'action' | 'subject' | 'requestId' | 'remoteAddress' | 'detail'
>;

/** How it ended. What the write made, and facts that came of it, replace and join what was known before. */
export type AuditedEnd = Pick<AuditEntry, 'outcome' | 'status'> &
  Partial<Pick<AuditEntry, 'subject' | 'detail'>>;

/** The record of every write and every refusal. */
export type AuditTrail = {
  /** Notes that a write begins, so that it leaves a trace also where this process dies in it. */
  begin: (write: AuditedWrite) => Promise<void>;
  /** Makes the entry of a write that was begun. */
  end: (requestId: string, end: AuditedEnd) => Promise<void>;
  /** Makes an entry for what never began: a refusal, or a request that is not valid. */
  append: (write: AuditedWrite, end: AuditedEnd) => Promise<void>;
};
