import type {
  Blueprint,
  BlueprintState,
  CloudState,
  ServiceHealth,
  Verification,
  VerificationCheck,
} from '@tuskar/contract/cloud.ts';
import type { Generated, GeneratedAlways, JSONColumnType, Selectable } from 'kysely';
import type { CompiledBlueprint, CompiledHost } from './compile/compiled.ts';

export type CloudTables = {
  cloud: CloudTable;
  blueprint: BlueprintTable;
  blueprint_part: BlueprintPartTable;
  blueprint_host: BlueprintHostTable;
  service_health: ServiceHealthTable;
  verification: VerificationTable;
  verification_check: VerificationCheckTable;
};

export type CloudTable = {
  name: string;
  state: Generated<CloudState>;
  state_reason: string | null;
  state_since: Generated<Date>;
  current_blueprint: string | null;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
};
export type CloudRow = Selectable<CloudTable>;

/** A compiled blueprint without its hosts. */
export type BlueprintHeader = Omit<CompiledBlueprint, 'hosts'>;

export type BlueprintTable = {
  id: string;
  cloud: string;
  parent: string | null;
  state: Generated<BlueprintState>;
  image: string;
  intent: string;
  digest: string;
  header: JSONColumnType<BlueprintHeader, string, never>;
  summary: JSONColumnType<Blueprint['summary'], string, never>;
  created_at: Generated<Date>;
  created_by: string;
  approved_at: Date | null;
  approved_by: string | null;
  approval_reason: string | null;
  executed_by: string | null;
  ended_reason: string | null;
};

export type BlueprintPartTable = {
  digest: string;
  content: JSONColumnType<CompiledHost, string, never>;
};

export type BlueprintHostTable = { blueprint: string; host: string; position: number; part: string };

export type ServiceHealthTable = {
  cloud: string;
  host: string;
  service: string;
  probe: string;
  unit: string | null;
  state: ServiceHealth['state'];
  reason: string | null;
  checked_at: Date;
};

export type VerificationTable = {
  id: string;
  cloud: string;
  suite: Verification['suite'];
  state: Generated<Verification['state']>;
  operation: string;
  started_at: Generated<Date>;
  ended_at: Date | null;
};

export type VerificationCheckTable = {
  verification: string;
  name: string;
  position: GeneratedAlways<number>;
  title: string;
  state: VerificationCheck['state'];
  seconds: number | null;
  output: string | null;
};
