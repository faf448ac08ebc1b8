import type {
  BmcProtocol,
  Machine,
  MachineFailure,
  MachineState,
  MachineSummary,
  Maintenance,
  NodeView,
} from '@tuskar/contract/machine.ts';
import type { Depth, Face } from '@tuskar/contract/place.ts';
import type { SensorReading } from '@tuskar/contract/machine-watch.ts';
import type { ColumnType, Generated, GeneratedAlways, Selectable } from 'kysely';
import type { AcceptanceTables } from './acceptance-tables.ts';
import type { RackTables } from './racks/tables.ts';

export type HardwareTables = AcceptanceTables &
  RackTables & {
    machine: MachineTable;
    erase_certificate: EraseCertificateTable;
    machine_retirement: MachineRetirementTable;
    machine_watch: MachineWatchTable;
  };

/** JSON that is read as a value and written as text. */
type JsonColumn<Value> = ColumnType<Value | null, string | null, string | null>;

export type MachineTable = {
  name: string;
  id: string;
  provider: Machine['provider'];
  node: string | null;
  manufacturer: string | null;
  model: string | null;
  serial: string | null;
  class: string | null;
  site: string | null;
  location: string | null;
  rack: string | null;
  rack_unit: number | null;
  rack_face: Face | null;
  rack_depth: Generated<Depth>;
  power_watts: number | null;
  weight_kg: number | null;
  height_units: Generated<number>;
  state: Generated<MachineState>;
  state_reason: string | null;
  state_since: Generated<Date>;
  state_deadline: Date | null;
  /** The `state_since` for which it was told that the machine is late. */
  late_told: Date | null;
  waiting_for: string | null;
  failure: JsonColumn<MachineFailure>;
  operation: string | null;
  power: Generated<Machine['power']>;
  contact: Generated<Machine['contact']>;
  contact_reason: string | null;
  contact_since: Generated<Date>;
  maintenance: JsonColumn<Maintenance>;
  bmc_protocol: BmcProtocol;
  bmc_address: string;
  bmc_port: number | null;
  bmc_system_id: string | null;
  bmc_user: string | null;
  bmc_verify_ca: ColumnType<boolean | string, string | undefined, string>;
  summary: JsonColumn<MachineSummary>;
  macs: Generated<string[]>;
  host: string | null;
  node_view: JsonColumn<NodeView>;
  labels: ColumnType<Record<string, string>, string | undefined, string>;
  note: string | null;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
};
export type MachineRow = Selectable<MachineTable>;

export type EraseCertificateTable = {
  id: string;
  document: string;
  signature: Buffer;
  log: string;
  key_id: string;
  machine: GeneratedAlways<string>;
  machine_id: GeneratedAlways<string>;
  operation: GeneratedAlways<string>;
  goal: GeneratedAlways<string>;
  disks: GeneratedAlways<unknown>;
  issued_at: Date;
};
export type EraseCertificateRow = Selectable<EraseCertificateTable>;

export type MachineRetirementTable = {
  machine_id: string;
  machine: string;
  certificate: string | null;
  retired_by: string;
  reason: string | null;
  at: Generated<Date>;
};

export type MachineWatchTable = {
  machine_id: string;
  misses: Generated<number>;
  health: 'ok' | 'warning' | 'critical' | null;
  read_at: Date | null;
  log_seen: Date | null;
  sensors: ColumnType<SensorReading[], string | undefined, string>;
};
export type MachineWatchRow = Selectable<MachineWatchTable>;
