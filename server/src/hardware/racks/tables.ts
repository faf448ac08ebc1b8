import type { LocationKind } from '@tuskar/contract/location.ts';
import type { Depth, Face, Place } from '@tuskar/contract/place.ts';
import type { FindingKind } from '@tuskar/contract/rack-audit.ts';
import type { ReservationKind } from '@tuskar/contract/rack-placement.ts';
import type { RackNumbering, RackWidth } from '@tuskar/contract/rack.ts';
import type { ColumnType, Generated, GeneratedAlways, Selectable } from 'kysely';

export type RackTables = {
  site: SiteTable;
  location: LocationTable;
  rack: RackTable;
  rack_reservation: ReservationTable;
  rack_unit: RackUnitTable;
  machine_place: MachinePlaceTable;
  rack_finding: FindingTable;
};

export type SiteTable = {
  name: string;
  title: string | null;
  address: string | null;
  note: string | null;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
};
export type SiteRow = Selectable<SiteTable>;

export type LocationTable = {
  name: string;
  title: string | null;
  kind: Generated<LocationKind>;
  site: string;
  parent: string | null;
  note: string | null;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
};
export type LocationRow = Selectable<LocationTable>;

export type RackTable = {
  name: string;
  title: string | null;
  site: string;
  location: string | null;
  units: Generated<number>;
  numbering: Generated<RackNumbering>;
  width_inches: Generated<RackWidth>;
  power_budget_watts: number | null;
  weight_limit_kg: number | null;
  note: string | null;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
};
export type RackRow = Selectable<RackTable>;

export type ReservationTable = {
  id: string;
  rack: string;
  label: string;
  kind: ReservationKind;
  units: number[];
  face: Generated<Face>;
  depth: Generated<Depth>;
  power_watts: number | null;
  weight_kg: number | null;
  reason: string | null;
  reserved_by: string;
  until: Date | null;
  source: string | null;
  created_at: Generated<Date>;
};
export type ReservationRow = Selectable<ReservationTable>;

/** Written by triggers only. */
export type RackUnitTable = {
  rack: GeneratedAlways<string>;
  face: GeneratedAlways<Face>;
  unit: GeneratedAlways<number>;
  machine: GeneratedAlways<string | null>;
  reservation: GeneratedAlways<string | null>;
};

type PlaceColumn = ColumnType<Place | null, string | null, never>;

export type MachinePlaceTable = {
  id: GeneratedAlways<string>;
  machine: string;
  changed_at: Generated<Date>;
  changed_by: string;
  reason: string | null;
  from_rack: string | null;
  to_rack: string | null;
  from_place: PlaceColumn;
  to_place: PlaceColumn;
};
export type MachinePlaceRow = Selectable<MachinePlaceTable>;

export type FindingTable = {
  id: string;
  rack: string;
  finding: FindingKind;
  machine: string | null;
  reservation: string | null;
  expected_unit: number | null;
  found_rack: string | null;
  found_unit: number | null;
  serial: string | null;
  note: string | null;
  found_by: string;
  found_at: Generated<Date>;
  settled_at: Date | null;
  settled_by: string | null;
  settled_reason: string | null;
};
export type FindingRow = Selectable<FindingTable>;
