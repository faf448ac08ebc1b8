import * as z from 'zod';
import { MachineSize } from '../machines/schema.ts';

const ProcessIdentity = z.strictObject({ pid: z.int().positive(), startTime: z.int().nonnegative() });

const HostRecord = z.strictObject({
  index: z.int(),
  image: z.string(),
  authorizedKey: z.string(),
  /** Public key of the host's sshd; null until the host's identity is written. */
  hostKey: z.string().nullable(),
  /** What was asked for; a keeper that starts finishes it. */
  wanted: z.enum(['running', 'stopped']),
  /** Whether the present process was once seen to have finished booting. */
  ready: z.boolean(),
  process: ProcessIdentity.nullable(),
  since: z.iso.datetime(),
});
export type HostRecord = z.infer<typeof HostRecord>;

/** What a machine is made from; what it is and does, its BMC remembers. */
const MachineRecord = z.strictObject({
  index: z.int(),
  size: MachineSize,
  /** That its BMC is delivered with. */
  password: z.string(),
});
export type MachineRecord = z.infer<typeof MachineRecord>;

/** The process of the BMCs: wanted while there is a record. */
const BmcsRecord = z.strictObject({
  /** Whose QEMU and firmware the machines have. */
  image: z.string(),
  process: ProcessIdentity.nullable(),
});
export type BmcsRecord = z.infer<typeof BmcsRecord>;

const NetworkRecord = z.strictObject({
  /** How /run/netns was before the lab: `ip netns` makes it, and mounts it upon itself, for good. */
  namespaces: z.strictObject({ existed: z.boolean(), mounted: z.boolean() }),
  /** What fs.inotify.max_user_instances was and what the lab set; null where it was high enough. */
  inotifyInstances: z.strictObject({ before: z.int(), set: z.int() }).nullable(),
});
export type NetworkRecord = z.infer<typeof NetworkRecord>;

export const KvmReport = z.strictObject({
  state: z.enum(['works', 'absent', 'broken', 'unknown']),
  reason: z.string(),
});
export type KvmReport = z.infer<typeof KvmReport>;

/** What the lab has made or is about to make on this machine. Written before each change. */
export const LabState = z.strictObject({
  version: z.literal(2),
  /** Of the machine; processes and namespaces of another boot are gone. */
  bootId: z.string(),
  phase: z.enum(['down', 'starting', 'up', 'stopping']),
  network: NetworkRecord.nullable(),
  kvm: KvmReport.nullable(),
  hosts: z.record(z.string(), HostRecord),
  machines: z.record(z.string(), MachineRecord),
  simulated: z.strictObject({ count: z.int().nonnegative(), seed: z.int().nonnegative() }),
  bmcs: BmcsRecord.nullable(),
});
export type LabState = z.infer<typeof LabState>;

/** Before the lab had machines. */
export const LabStateV1 = LabState.omit({ machines: true, simulated: true, bmcs: true }).extend({
  version: z.literal(1),
});
