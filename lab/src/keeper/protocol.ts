import { isErrorCode, TuskarError } from '@tuskar/contract/error.ts';
import type { ErrorCode } from '@tuskar/contract/errors/catalogue.ts';
import { Name } from '@tuskar/contract/fields.ts';
import * as z from 'zod';
import { hostIndexes } from '../network-plan.ts';
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

export const UpRequest = z.strictObject({
  image: ImageId,
  hosts: z.array(HostPlace).min(1).max(hostIndexes.last),
  authorizedKey: AuthorizedKey,
});
export type UpRequest = z.infer<typeof UpRequest>;

export const HostRequest = HostPlace.extend({ image: ImageId, authorizedKey: AuthorizedKey });
export type HostRequest = z.infer<typeof HostRequest>;

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

export const LabStatus = z.object({
  state: z.enum(['down', 'starting', 'up', 'stopping']),
  networks: z.array(z.object({ name: z.string(), cidr: z.string(), bridge: z.string() })),
  hosts: z.array(LabHost),
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
