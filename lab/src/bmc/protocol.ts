import { TuskarError } from '@tuskar/contract/error.ts';
import * as z from 'zod';
import { BootTarget, Fault, MachineDescription, MachineName, PowerState } from '../machines/schema.ts';

/** What the process of the lab's BMCs is asked on its Unix socket, by the keeper alone: nouns and numbers. */

export const BodyRequest = z.discriminatedUnion('kind', [
  /** `index` is the machine's number in the lab, by which its disks, taps and sockets are named. */
  z.strictObject({ kind: z.literal('qemu'), index: z.int().positive() }),
  z.strictObject({ kind: z.literal('simulated') }),
]);
export type BodyRequest = z.infer<typeof BodyRequest>;

/** Adding a machine again with the same description changes nothing. */
export const AddRequest = z.strictObject({ machine: MachineDescription, body: BodyRequest });
export type AddRequest = z.infer<typeof AddRequest>;

/** The whole set of faults that are on from now; an empty one repairs the machine. */
export const FaultsRequest = z.strictObject({ faults: z.array(Fault).max(32) });
export type FaultsRequest = z.infer<typeof FaultsRequest>;

/** The switch at the machine itself. */
export const PowerRequest = z.strictObject({ power: PowerState });
export type PowerRequest = z.infer<typeof PowerRequest>;

/** How many machines the simulated fleet has from now on; they derive from the seed, each from its own number. */
export const SimulatedRequest = z.strictObject({
  count: z.int().min(0).max(32_000),
  seed: z.int().nonnegative(),
});
export type SimulatedRequest = z.infer<typeof SimulatedRequest>;

/** A part of the simulated fleet, by the machines' numbers. */
export const SimulatedQuery = z.strictObject({
  first: z.int().nonnegative().default(0),
  count: z.int().min(1).max(1000).default(100),
});
export type SimulatedQuery = z.input<typeof SimulatedQuery>;

export const BmcMachine = z.object({
  name: MachineName,
  uuid: z.string(),
  profile: z.string(),
  body: z.enum(['qemu', 'simulated']),
  address: z.string(),
  power: PowerState,
  /** What the next start boots; null where no override is set. */
  bootOverride: z.object({ target: BootTarget, enabled: z.enum(['Once', 'Continuous']) }).nullable(),
  /** URL of the image in the virtual drive. */
  media: z.string().nullable(),
  faults: z.array(Fault),
});
export type BmcMachine = z.infer<typeof BmcMachine>;

export const BmcStatus = z.object({
  pid: z.number(),
  httpsPort: z.number(),
  /** Machines that were added one by one. */
  machines: z.number(),
  simulated: SimulatedRequest,
  /** Redfish requests answered since the process began. */
  requests: z.number(),
  residentMebibytes: z.number(),
});
export type BmcStatus = z.infer<typeof BmcStatus>;

export const Machines = z.array(BmcMachine);
export const MachineDescriptions = z.array(MachineDescription);
export const Nothing = z.null();

const machinePath = (name: string): string => `/v1/machines/${encodeURIComponent(name)}`;

export const bmcPaths = {
  status: '/v1/status',
  machines: '/v1/machines',
  machine: machinePath,
  description: (name: string) => `${machinePath(name)}/description`,
  faults: (name: string) => `${machinePath(name)}/faults`,
  power: (name: string) => `${machinePath(name)}/power`,
  simulated: '/v1/simulated',
} as const;

/** Throws `invalid-request` with the first thing that is wrong. */
export function parseRequest<Schema extends z.ZodType>(schema: Schema, body: unknown): z.infer<Schema> {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const where = issue?.path.join('.') || 'the body';
  throw new TuskarError('invalid-request', `${where}: ${issue?.message ?? 'invalid'}.`, {
    cause: result.error,
  });
}
