import type { AuditEntry } from '@tuskar/contract/access.ts';
import type { Generated, GeneratedAlways, JSONColumnType } from 'kysely';
import type { AuditedWrite } from './audit.ts';
import type { SecretKind } from './secret-kind.ts';

export type SecurityTables = {
  secret: SecretTable;
  audit_entry: AuditEntryTable;
  audit_begun: AuditBegunTable;
  signing_key: SigningKeyTable;
};

export type SecretTable = {
  name: string;
  version: number;
  kind: SecretKind;
  key_id: string;
  sealed: string;
  created_at: Generated<Date>;
};

export type AuditEntryTable = {
  /** A bigint, so text. */
  seq: string;
  content: string;
  previous_hash: string;
  hash: string;
  actor: GeneratedAlways<string>;
  token: GeneratedAlways<string | null>;
  action: GeneratedAlways<string>;
  outcome: GeneratedAlways<AuditEntry['outcome']>;
};

export type AuditBegunTable = {
  request_id: string;
  write: JSONColumnType<AuditedWrite, string, never>;
  begun_at: Generated<Date>;
};

export type SigningKeyTable = {
  id: string;
  public_key: string;
  secret_version: number;
  created_at: Generated<Date>;
};
