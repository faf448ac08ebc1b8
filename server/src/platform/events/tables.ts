import type { Generated, JSONColumnType } from 'kysely';

export type EventTables = { event: EventTable };

export type EventTable = {
  key: Generated<string>;
  /** Null until its transaction commits. A bigint, so text. */
  id: Generated<string | null>;
  type: string;
  subject_type: string;
  subject_name: string;
  data: JSONColumnType<object, string, never>;
  at: Generated<Date>;
};
