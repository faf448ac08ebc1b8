import type { BurnInState, FindingKind, PartName } from '@tuskar/contract/burn-in.ts';
import type { BurnInTest, BurnInTestKind } from '@tuskar/contract/burn-in-test.ts';
import type { ClassRequirements, ClassRules, Deviation } from '@tuskar/contract/hardware-class.ts';
import type { InventoryChange } from '@tuskar/contract/inspection.ts';
import type { Inventory, PartKind } from '@tuskar/contract/inventory.ts';
import type { Partner } from './burn-in/begin.ts';
import type { ColumnType, Generated, Selectable } from 'kysely';

export type AcceptanceTables = {
  inspection: InspectionTable;
  part: PartTable;
  part_stay: PartStayTable;
  hardware_class: HardwareClassTable;
  machine_deviation: MachineDeviationTable;
  burn_in_profile: BurnInProfileTable;
  burn_in: BurnInTable;
  measurement: MeasurementTable;
  finding: FindingTable;
  finding_waiver: FindingWaiverTable;
  burn_in_place: BurnInPlaceTable;
};

/** JSON that is read as a value and written as text. */
type Json<Value> = ColumnType<Value, string, string>;

export type InspectionTable = {
  machine: string;
  number: number;
  at: Generated<Date>;
  operation: string | null;
  inventory: Json<Inventory>;
  changes: Json<InventoryChange[]>;
  fingerprint: string;
};
export type InspectionRow = Selectable<InspectionTable>;

export type PartTable = {
  id: Generated<string>;
  kind: PartKind;
  serial: string;
  manufacturer: string | null;
  model: string | null;
  machine: string | null;
  place: string | null;
  first_seen_at: Date;
  last_seen_at: Date;
};
export type PartRow = Selectable<PartTable>;

export type PartStayTable = {
  part: string;
  machine: string;
  place: string | null;
  since: Date;
  until: Date | null;
};

export type HardwareClassTable = {
  name: string;
  description: string | null;
  priority: number;
  rules: Json<ClassRules>;
  requirements: Json<ClassRequirements>;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
};
export type HardwareClassRow = Selectable<HardwareClassTable>;

export type MachineDeviationTable = {
  machine: string;
  position: number;
  kind: Deviation['kind'];
  part: PartKind | null;
  place: string | null;
  expected: string | null;
  actual: string | null;
  title: string;
};

export type BurnInProfileTable = {
  name: string;
  description: string | null;
  tests: Json<BurnInTest[]>;
  created_at: Generated<Date>;
};

export type BurnInTable = {
  id: string;
  machine: string;
  profile: string;
  tests: Json<BurnInTest[]>;
  parts: ColumnType<PartName[] | null, string | null, string | null>;
  partner: string | null;
  state: Generated<BurnInState>;
  reason: string | null;
  operation: string;
  requested_by: string;
  notes: Generated<string[]>;
  created_at: Generated<Date>;
  started_at: Date | null;
  network_at: Date | null;
  new_partner: ColumnType<Partner | null, string | null, string | null>;
  seeks_at: Date | null;
  network_end: 'over' | 'gone' | null;
  ended_at: Date | null;
};
export type BurnInRow = Selectable<BurnInTable>;

export type MeasurementTable = {
  burn_in: string;
  position: number;
  test: BurnInTestKind;
  conditions: string;
  metric: string;
  part_kind: PartKind | null;
  part_serial: string | null;
  part_place: string | null;
  part_model: string | null;
  value: number;
  unit: string;
  at: Date;
};
export type MeasurementRow = Selectable<MeasurementTable>;

export type FindingTable = {
  id: string;
  burn_in: string;
  machine: string;
  kind: FindingKind;
  test: BurnInTestKind;
  part_kind: PartKind | null;
  part_serial: string | null;
  part_place: string | null;
  metric: string | null;
  value: number | null;
  unit: string | null;
  median: number | null;
  deviation: number | null;
  siblings: number | null;
  title: string;
  at: Generated<Date>;
};
export type FindingRow = Selectable<FindingTable>;

export type FindingWaiverTable = {
  id: string;
  machine: string;
  kind: FindingKind;
  metric: string;
  part: string;
  reason: string;
  owner: string;
  waived_by: string;
  at: Generated<Date>;
  expires_at: Date;
  ended_at: Date | null;
};
export type FindingWaiverRow = Selectable<FindingWaiverTable>;

export type BurnInPlaceTable = {
  machine: string;
  burn_in: string;
  rack: string | null;
  watts: number;
  queued_at: Generated<Date>;
  taken_at: Date | null;
};
