import type { ColumnType } from 'kysely';
import type { Json } from '../json.ts';

export type ReconcilerTables = { reconciler: ReconcilerTable };

export type ReconcilerTable = {
  name: string;
  started_at: Date;
  ended_at: Date;
  status: ColumnType<Json, string, string>;
  failed: boolean;
};
