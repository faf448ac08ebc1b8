import { z } from 'zod';
import { Name, Timestamp } from './fields.ts';
import { Depth, Face } from './place.ts';

export const MachineState = z.enum([
  'enrolling',
  'inspecting',
  'inspected',
  'burning-in',
  'ready',
  'deploying',
  'in-use',
  'rescuing',
  'rescued',
  'unrescuing',
  'rescue-failed',
  'draining',
  'erasing',
  'quarantined',
  'retired',
]);
export type MachineState = z.infer<typeof MachineState>;

/** Whether the BMC answers: beside the machine's state, since a silent machine keeps its place in its life. */
export const MachineContact = z.enum(['unknown', 'reachable', 'unreachable']);
export type MachineContact = z.infer<typeof MachineContact>;

/** Why a piece of work on a machine failed, for a person. */
export const MachineFailure = z.object({
  /** An error code of the catalogue. */
  code: z.string(),
  message: z.string(),
  remedy: z.string(),
  /** The step of the bare-metal service, command and last lines of output, where they are known. */
  step: z.string().nullable(),
  output: z.string().nullable(),
  /** The part that is to blame: 'disk S4YNX0…', 'DIMM B2'. */
  part: z.string().nullable(),
  at: Timestamp,
});
export type MachineFailure = z.infer<typeof MachineFailure>;

export const Maintenance = z.object({
  by: z.string(),
  reason: z.string(),
  since: Timestamp,
  until: Timestamp.nullable(),
});
export type Maintenance = z.infer<typeof Maintenance>;

export const BmcProtocol = z.enum(['redfish', 'ipmi', 'idrac', 'ilo', 'irmc', 'xclarity', 'manual']);
export type BmcProtocol = z.infer<typeof BmcProtocol>;

/** How the BMC is reached; the password is write-only. */
export const Bmc = z.object({
  protocol: BmcProtocol,
  /** 'https://198.18.48.11', or an address: as its protocol takes it. */
  address: z.string(),
  port: z.number().int().nullable(),
  /** Redfish: which system of the BMC: '/redfish/v1/Systems/1'. */
  systemId: z.string().nullable(),
  user: z.string().nullable(),
  /** true: checked by the machine's CAs; false: not checked; text: a CA file's path where the bare-metal service runs. */
  verifyCa: z.union([z.boolean(), z.string()]),
});
export type Bmc = z.infer<typeof Bmc>;

/** What the bare-metal service says of it, beside our own state and never hidden. */
export const NodeView = z.object({
  node: z.string(),
  provisionState: z.string(),
  targetProvisionState: z.string().nullable(),
  maintenance: z.boolean(),
  fault: z.string().nullable(),
  lastError: z.string().nullable(),
  /** The step that runs now: 'deploy.erase_devices'. */
  step: z.string().nullable(),
  seenAt: Timestamp,
});
export type NodeView = z.infer<typeof NodeView>;

/** In short, from the newest inspection; null: not inspected yet. */
export const MachineSummary = z.object({
  processors: z.number().int(),
  cores: z.number().int(),
  processorModel: z.string().nullable(),
  memoryMebibytes: z.number().int(),
  drives: z.number().int(),
  driveBytes: z.number().int(),
  nics: z.number().int(),
  accelerators: z.number().int(),
});
export type MachineSummary = z.infer<typeof MachineSummary>;

export const Machine = z
  .object({
    name: Name,
    id: z.uuid(),
    /** Which bare-metal service has it: OpenStack Ironic, or the simulation for people without hardware. */
    provider: z.enum(['ironic', 'simulated']),
    /** Nothing of it is real: its measurements are invented, from a seed. */
    simulated: z.boolean(),
    manufacturer: z.string().nullable(),
    model: z.string().nullable(),
    serial: z.string().nullable(),
    class: z.string().nullable(),
    site: z.string().nullable(),
    location: z.string().nullable(),
    rack: z.string().nullable(),
    /** Its lowest unit in the rack. */
    unit: z.number().int().nullable(),
    face: Face.nullable(),
    depth: Depth,
    heightUnits: z.number().int(),
    /** What it draws at most, and weighs, where somebody has said so. */
    powerWatts: z.number().int().nullable(),
    weightKg: z.number().nullable(),
    state: MachineState,
    stateReason: z.string().nullable(),
    stateSince: Timestamp,
    /** When it will be late, or was; null: it may stay in its state. */
    stateDeadline: Timestamp.nullable(),
    late: z.boolean(),
    waitingFor: z.string(),
    nextAction: z.string(),
    failure: MachineFailure.nullable(),
    /** The operation that works on it now. */
    operation: z.string().nullable(),
    power: z.enum(['on', 'off', 'unknown']),
    contact: MachineContact,
    contactReason: z.string().nullable(),
    contactSince: Timestamp,
    maintenance: Maintenance.nullable(),
    summary: MachineSummary.nullable(),
    host: z.string().nullable(),
    labels: z.record(z.string(), z.string()),
    createdAt: Timestamp,
    updatedAt: Timestamp,
  })
  .meta({ id: 'Machine' });
export type Machine = z.infer<typeof Machine>;

export const MachineDetail = Machine.extend({
  bmc: Bmc,
  node: NodeView.nullable(),
  /** Actions of the state table that a person may ask for now. */
  actions: z.array(z.string()),
  note: z.string().nullable(),
}).meta({ id: 'MachineDetail' });
export type MachineDetail = z.infer<typeof MachineDetail>;
