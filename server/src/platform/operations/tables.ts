import type { Problem } from '@tuskar/contract/problem.ts';
import type { OperationState, StepState } from '@tuskar/contract/operation.ts';
import type { Subject } from '@tuskar/contract/fields.ts';
import type { ColumnType, Generated, Selectable } from 'kysely';
import type { Json } from '../json.ts';

export type OperationTables = {
  operation: OperationTable;
  operation_step: OperationStepTable;
  operation_lock: OperationLockTable;
  operation_log: OperationLogTable;
  operation_executor: OperationExecutorTable;
};

/** Read as a value, written as JSON text. */
type JsonColumn<Value> = ColumnType<Value, string | null, string | null>;

export type OperationTable = {
  id: string;
  kind: string;
  title: string;
  subject_type: Subject['type'];
  subject_name: string;
  input: ColumnType<Json, string, never>;
  state: OperationState;
  requested_by: string;
  reason: string | null;
  queue: string;
  attempt: Generated<number>;
  run: Generated<number>;
  executor: string | null;
  fence: string | null;
  steps_done: Generated<number>;
  steps_total: Generated<number>;
  waiting_for: string | null;
  next_action: string | null;
  error: JsonColumn<Problem | null>;
  result: JsonColumn<Json>;
  cancel_requested_by: string | null;
  cancel_reason: string | null;
  log_lines: Generated<number>;
  created_at: Generated<Date>;
  queued_at: Generated<Date>;
  started_at: Date | null;
  ended_at: Date | null;
};
export type OperationRow = Selectable<OperationTable>;

export type OperationStepTable = {
  operation_id: string;
  name: string;
  position: number;
  wave: number;
  title: string;
  host: string | null;
  state: Generated<StepState>;
  attempts: Generated<number>;
  message: string | null;
  waiting_for: string | null;
  error: JsonColumn<Problem | null>;
  result: JsonColumn<Json>;
  started_at: Date | null;
  ended_at: Date | null;
  deadline_at: Date | null;
};
export type OperationStepRow = Selectable<OperationStepTable>;

export type OperationLockTable = {
  subject_type: Subject['type'];
  subject_name: string;
  operation_id: string;
  since: Generated<Date>;
};

export type OperationLogTable = {
  operation_id: string;
  seq: number;
  at: Date;
  step: string | null;
  host: string | null;
  level: 'info' | 'warn' | 'error';
  line: string;
};

export type OperationExecutorTable = {
  id: string;
  hostname: string;
  pid: number;
  version: string;
  kinds: string[];
  started_at: Generated<Date>;
  heartbeat_at: Generated<Date>;
};
