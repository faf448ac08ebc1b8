import type { AccessTables } from '../../access/tables.ts';
import type { SecurityTables } from '../../security/tables.ts';
import type { CloudTables } from '../../clouds/tables.ts';
import type { ScanTables } from '../../hardware/scan/tables.ts';
import type { HardwareTables } from '../../hardware/tables.ts';
import type { UndercloudTables } from '../../hardware/undercloud-tables.ts';
import type { HealthTables } from '../../health/tables.ts';
import type { HostTables } from '../../hosts/tables.ts';
import type { LabTables } from '../../lab/tables.ts';
import type { EventTables } from '../events/tables.ts';
import type { HttpTables } from '../http/tables.ts';
import type { OperationTables } from '../operations/tables.ts';
import type { ReconcilerTables } from '../reconcilers/tables.ts';

/** Every table of the database. A room declares its own in its `tables.ts` and is named here. */
export type Tables = OperationTables &
  EventTables &
  ReconcilerTables &
  HttpTables &
  AccessTables &
  SecurityTables &
  HardwareTables &
  ScanTables &
  HealthTables &
  UndercloudTables &
  HostTables &
  LabTables &
  CloudTables;
