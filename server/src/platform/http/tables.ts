import type { Generated } from 'kysely';

export type HttpTables = { idempotency_key: IdempotencyKeyTable };

export type IdempotencyKeyTable = {
  actor: string;
  key: string;
  digest: string;
  status: number | null;
  key_id: string | null;
  sealed: string | null;
  created_at: Generated<Date>;
};
