import * as z from 'zod';
import { BootTarget, Fault, MachineDescription, PowerState } from '../../machines/schema.ts';
import { BodyRequest } from '../protocol.ts';

const Medium = z.strictObject({
  url: z.string(),
  /** Where the BMC keeps what it fetched; null where its machine never reads it. */
  file: z.string().nullable(),
  writeProtected: z.boolean(),
});
export type Medium = z.infer<typeof Medium>;

export const Severity = z.enum(['OK', 'Warning', 'Critical']);
export type Severity = z.infer<typeof Severity>;

export const LogEntry = z.strictObject({
  id: z.int().positive(),
  at: z.iso.datetime(),
  severity: Severity,
  /** Of the registry TuskarLab. */
  messageId: z.string(),
  args: z.array(z.string()),
});
export type LogEntry = z.infer<typeof LogEntry>;

export const Subscription = z.strictObject({
  id: z.string(),
  destination: z.url(),
  context: z.string(),
  /** Those wanted; none: all. */
  eventTypes: z.array(z.string()),
  headers: z.record(z.string(), z.string()),
  verifyCertificate: z.boolean(),
});
export type Subscription = z.infer<typeof Subscription>;

const Attributes = z.record(z.string(), z.union([z.string(), z.int()]));

/** What a BMC must not forget when its process is killed. */
export const BmcState = z.strictObject({
  /** The one that its user has set; null: the one it was delivered with. */
  password: z.string().nullable(),
  faults: z.array(Fault),
  /** Faults of the inventory as the machine's firmware saw them at its last start. */
  found: z.array(Fault),
  /** As last seen: what the machine goes back to after mains were lost. */
  power: PowerState,
  boot: z.strictObject({
    target: BootTarget,
    enabled: z.enum(['Disabled', 'Once', 'Continuous']),
    mode: z.enum(['UEFI', 'Legacy']),
  }),
  media: z.strictObject({ Cd: Medium.nullable(), UsbStick: Medium.nullable() }),
  led: z.enum(['Off', 'Lit', 'Blinking']),
  assetTag: z.string(),
  secureBoot: z.boolean(),
  /** What differs from the BIOS's defaults, and what will after the next start. */
  bios: z.strictObject({ current: Attributes, pending: Attributes.nullable() }),
  /** Versions of components whose firmware was changed. */
  firmware: z.record(z.string(), z.string()),
  log: z.array(LogEntry),
  lastEntry: z.int().nonnegative(),
  subscriptions: z.array(Subscription),
  lastSubscription: z.int().nonnegative(),
});
export type BmcState = z.infer<typeof BmcState>;

/** The file of a BMC: of a machine that was added with the machine, of a simulated one only what changed. */
export const BmcRecord = z.strictObject({
  version: z.literal(1),
  added: z.strictObject({ machine: MachineDescription, body: BodyRequest }).nullable(),
  state: BmcState,
});
export type BmcRecord = z.infer<typeof BmcRecord>;

/** Of the file that says how large the simulated fleet is. */
export const FleetRecord = z.strictObject({
  version: z.literal(1),
  count: z.int().nonnegative(),
  seed: z.int().nonnegative(),
});

export function newState(power: PowerState): BmcState {
  return {
    password: null,
    faults: [],
    found: [],
    power,
    boot: { target: 'None', enabled: 'Disabled', mode: 'UEFI' },
    media: { Cd: null, UsbStick: null },
    led: 'Off',
    assetTag: '',
    secureBoot: false,
    bios: { current: {}, pending: null },
    firmware: {},
    log: [],
    lastEntry: 0,
    subscriptions: [],
    lastSubscription: 0,
  };
}
