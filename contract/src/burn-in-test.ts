import { z } from 'zod';

const day = 86_400;
/** How long a test runs; of `smart` and `gpu` the longest that it may take. */
const seconds = z
  .number()
  .int()
  .min(1)
  .max(30 * day);

export const BurnInTest = z.union([
  z.strictObject({ kind: z.literal('cpu'), seconds }),
  z.strictObject({
    kind: z.literal('memory'),
    seconds,
    percent: z.number().int().min(1).max(98).default(90).describe('of all memory'),
  }),
  z.strictObject({
    kind: z.literal('disk'),
    seconds,
    /** Writing destroys what is on the disks. */
    write: z.boolean().default(true),
  }),
  z.strictObject({ kind: z.literal('network'), seconds }),
  z.strictObject({ kind: z.literal('smart'), seconds, test: z.enum(['short', 'long']).default('short') }),
  z.strictObject({ kind: z.literal('gpu'), seconds }),
]);
export type BurnInTest = z.infer<typeof BurnInTest>;
export type BurnInTestKind = BurnInTest['kind'];

export const burnInTestKinds = ['cpu', 'memory', 'disk', 'network', 'smart', 'gpu'] as const;

const minute = 60;
const hour = 3600;

/** The profiles that are always there. Own ones stand beside them and cannot take their names. */
export const builtInProfiles = {
  quick: {
    description: 'Every test for a few minutes: finds what is dead or badly wrong',
    tests: [
      { kind: 'smart', seconds: 10 * minute, test: 'short' },
      { kind: 'cpu', seconds: 5 * minute },
      { kind: 'memory', seconds: 5 * minute, percent: 90 },
      { kind: 'disk', seconds: 5 * minute, write: true },
      { kind: 'gpu', seconds: 10 * minute },
      { kind: 'network', seconds: 2 * minute },
    ],
  },
  standard: {
    description: 'A day and a half: finds most that fails early',
    tests: [
      { kind: 'smart', seconds: 24 * hour, test: 'long' },
      { kind: 'cpu', seconds: 4 * hour },
      { kind: 'memory', seconds: 4 * hour, percent: 90 },
      { kind: 'disk', seconds: 4 * hour, write: true },
      { kind: 'gpu', seconds: hour },
      { kind: 'network', seconds: 30 * minute },
    ],
  },
  // As CERN does with its deliveries; see docs/burn-in.md.
  'two-weeks': {
    description: 'Two weeks under load, as CERN gives its new deliveries',
    tests: [
      { kind: 'smart', seconds: 2 * day, test: 'long' },
      { kind: 'cpu', seconds: 4 * day },
      { kind: 'memory', seconds: 4 * day, percent: 90 },
      { kind: 'disk', seconds: 3 * day, write: true },
      { kind: 'gpu', seconds: 12 * hour },
      { kind: 'network', seconds: 12 * hour },
    ],
  },
} as const satisfies Record<string, { description: string; tests: BurnInTest[] }>;
