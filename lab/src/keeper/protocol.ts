import { isErrorCode, TuskarError } from '@tuskar/contract/error.ts';
import type { ErrorCode } from '@tuskar/contract/errors/catalogue.ts';
import { Name } from '@tuskar/contract/fields.ts';
import * as z from 'zod';
import { hostIndexes, machineIndexes } from '../network-plan.ts';
import { BmcMachine } from '../bmc/protocol.ts';
import { Fault, MachineName, MachineSize } from '../machines/schema.ts';
import { KvmReport } from '../state/schema.ts';
import { parseAuthorizedKey } from './authorized-key.ts';

export const HostName = Name;
export const HostIndex = z.int().min(hostIndexes.first).max(hostIndexes.last);
export const ImageId = z.string().regex(/^host-[0-9a-f]{12}$/, 'host- and twelve hexadecimal digits');

/** One OpenSSH ed25519 public key; options and comment would be somebody's input in a file of root's. */
export const AuthorizedKey = z.string().transform((line, context) => {
  const key = parseAuthorizedKey(line);
  if (key !== undefined) return key;
  context.addIssue('one ssh-ed25519 public key');
  return z.NEVER;
});

const HostPlace = z.strictObject({ name: HostName, index: HostIndex });

const MachineRequest = z.strictObject({ name: MachineName, size: MachineSize });
const MachineRequests = z.array(MachineRequest).max(machineIndexes.last);

/** Hosts to boot, and machines to have, switched off as long as nobody powers them on. */
export const UpRequest = z.strictObject({
  image: ImageId,
  hosts: z.array(HostPlace).max(hostIndexes.last),
  machines: MachineRequests.optional(),
  authorizedKey: AuthorizedKey,
});
export type UpRequest = z.infer<typeof UpRequest>;

export const HostRequest = HostPlace.extend({ image: ImageId, authorizedKey: AuthorizedKey });
export type HostRequest = z.infer<typeof HostRequest>;

/** The image whose QEMU and firmware machines have; those that are there already keep theirs. */
export const MachinesRequest = z.strictObject({ image: ImageId, machines: MachineRequests.min(1) });
export type MachinesRequest = z.infer<typeof MachinesRequest>;

/** How many machines the simulated fleet has from now on. */
export const SimulateRequest = z.strictObject({
  image: ImageId,
  count: z.int().min(0).max(32_000),
  seed: z.int().nonnegative(),
});
export type SimulateRequest = z.infer<typeof SimulateRequest>;

/** All faults that are on from now; none repairs the machine. */
export const FaultsRequest = z.strictObject({ faults: z.array(Fault).max(32) });
export type FaultsRequest = z.infer<typeof FaultsRequest>;

/** Of any recipe. */
export const AnyImageId = z.string().regex(/^[a-z]+-[0-9a-f]{12}$/, 'a recipe and twelve hexadecimal digits');

export const BuildRequest = z.discriminatedUnion('recipe', [
  z.strictObject({ recipe: z.literal('host') }),
  z.strictObject({ recipe: z.literal('agent') }),
  z.strictObject({ recipe: z.literal('disk'), from: ImageId }),
]);
export type BuildRequest = z.infer<typeof BuildRequest>;

export const LabHost = z.object({
  name: z.string(),
  index: z.number(),
  state: z.enum(['booting', 'running', 'stopped']),
  addresses: z.object({ management: z.string(), tunnel: z.string(), external: z.null() }),
  /** As in a known_hosts file after the address: 'ssh-ed25519 AAAA…'. */
  hostKey: z.string().nullable(),
  image: z.string(),
  /** RFC 3339, of the present state. */
  since: z.string(),
  leaderPid: z.number().nullable(),
});
export type LabHost = z.infer<typeof LabHost>;

/** What the keeper itself knows of a machine. */
export const MachinePlace = z.object({
  name: z.string(),
  index: z.number(),
  size: MachineSize,
  /** Of its BMC. */
  address: z.string(),
});
export type MachinePlace = z.infer<typeof MachinePlace>;

/** What its BMC says of it beside; null or empty while the BMCs do not run. */
export const LabMachine = MachinePlace.extend({
  power: BmcMachine.shape.power.nullable(),
  bootOverride: BmcMachine.shape.bootOverride,
  media: BmcMachine.shape.media,
  faults: BmcMachine.shape.faults,
});
export type LabMachine = z.infer<typeof LabMachine>;

export const LabStatus = z.object({
  state: z.enum(['down', 'starting', 'up', 'stopping']),
  networks: z.array(z.object({ name: z.string(), cidr: z.string(), bridge: z.string().nullable() })),
  hosts: z.array(LabHost),
  machines: z.array(MachinePlace),
  simulated: z.object({ count: z.number(), seed: z.number() }),
  kvm: KvmReport,
});
export type LabStatus = z.infer<typeof LabStatus>;

export const KeeperStatus = z.object({ version: z.string(), lab: LabStatus });
export type KeeperStatus = z.infer<typeof KeeperStatus>;

const WireError = z.object({
  code: z.string(),
  message: z.string(),
  context: z.record(z.string(), z.unknown()),
  remedy: z.string(),
});
export type WireError = z.infer<typeof WireError>;
export const ErrorBody = z.object({ error: WireError });

export const StreamProgress = z.object({
  type: z.literal('progress'),
  step: z.string(),
  done: z.number(),
  total: z.number(),
  message: z.string(),
});
export type StreamProgress = z.infer<typeof StreamProgress>;

const StreamLog = z.object({ type: z.literal('log'), line: z.string() });
export type StreamLog = z.infer<typeof StreamLog>;

export const StreamEvent = z.discriminatedUnion('type', [
  StreamProgress,
  StreamLog,
  z.object({ type: z.literal('result'), result: z.unknown() }),
  z.object({ type: z.literal('error'), error: WireError }),
]);
export type StreamEvent = z.infer<typeof StreamEvent>;

/** Takes what a long piece of work says before it ends. */
export type Report = (event: StreamProgress | StreamLog) => void;

export function toWire(error: unknown): WireError {
  const known =
    error instanceof TuskarError
      ? error
      : new TuskarError('internal-error', 'The lab keeper failed; its log has the details.');
  const { code, message, context, remedy } = known;
  return { code, message, context, remedy };
}

export function fromWire(error: WireError): TuskarError {
  const code: ErrorCode = isErrorCode(error.code) ? error.code : 'internal-error';
  return new TuskarError(code, error.message, { context: error.context, remedy: error.remedy });
}
