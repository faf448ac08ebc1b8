import type { ScanCandidate } from '@tuskar/contract/machine-scan.ts';
import type { ColumnType, Generated, Selectable } from 'kysely';

export type ScanTables = { scan_range: ScanRangeTable; machine_scan: MachineScanTable };

export type ScanRangeTable = {
  cidr: string;
  note: string | null;
  created_by: string;
  created_at: Generated<Date>;
};
export type ScanRangeRow = Selectable<ScanRangeTable>;

export type MachineScanTable = {
  id: string;
  range: string;
  port: number;
  scheme: 'https' | 'http';
  rate: number;
  requested_by: string;
  candidates: ColumnType<ScanCandidate[] | null, string | null | undefined, string | null>;
  credentials_kept: Generated<boolean>;
  created_at: Generated<Date>;
};
export type MachineScanRow = Selectable<MachineScanTable>;
