import type { IncidentSeverity } from '@tuskar/contract/incident.ts';
import type { IncidentKind } from '@tuskar/contract/incident-kinds.ts';
import type { SensorReading } from '@tuskar/contract/machine-watch.ts';
import type { MachineRow } from '../tables.ts';

export type Health = 'ok' | 'warning' | 'critical';

/** What it takes to reach a BMC. */
export type WatchTarget = Pick<
  MachineRow,
  'id' | 'name' | 'bmc_protocol' | 'bmc_address' | 'bmc_port' | 'bmc_system_id' | 'bmc_user' | 'bmc_verify_ca'
>;

/** All that is asked of a BMC in most passes: one answer. */
export type Glance = { power: 'on' | 'off' | 'unknown'; health: Health | null };

export type PartKind = Extract<
  IncidentKind,
  | 'overheating'
  | 'fan-failed'
  | 'power-supply-failed'
  | 'sensor-out-of-range'
  | 'disk-failing'
  | 'memory-failing'
  | 'processor-failing'
  | 'machine-unhealthy'
>;

export type PartFinding = {
  kind: PartKind;
  part: string | null;
  severity: IncidentSeverity;
  reason: string;
};

export type LoggedEvent = { id: string; at: Date; severity: Health; message: string };

export type FullReading = {
  findings: PartFinding[];
  sensors: Omit<SensorReading, 'history'>[];
  /** Newest first; no more than one page of the BMC. */
  events: LoggedEvent[];
};

/** The port to BMCs. Both throw the errors of the Redfish client: bmc-unreachable, bmc-busy, bmc-password-wrong, … */
export type BmcProbe = {
  glance: (target: WatchTarget, signal: AbortSignal) => Promise<Glance>;
  /** Parts, sensors and event log: a few dozen answers. */
  read: (target: WatchTarget, signal: AbortSignal) => Promise<FullReading>;
};
