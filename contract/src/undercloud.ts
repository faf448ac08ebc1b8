import { z } from 'zod';
import { Name, Timestamp } from './fields.ts';

export const UndercloudAuth = z.enum(['none', 'http-basic', 'keystone']);
export type UndercloudAuth = z.infer<typeof UndercloudAuth>;

/** Where a bare-metal service behind an identity service takes its tokens from. */
export const UndercloudKeystone = z.object({
  /** 'https://198.18.0.11:5000/v3' */
  authUrl: z.url(),
  userDomain: z.string().max(255).default('Default'),
  project: z.string().max(255).nullable().default(null).describe('null: a token of the whole system'),
  projectDomain: z.string().max(255).default('Default'),
});
export type UndercloudKeystone = z.infer<typeof UndercloudKeystone>;

/** What the bare-metal service is, as it says itself. */
export const UndercloudReport = z.object({
  microversions: z.object({ oldest: z.string(), newest: z.string(), used: z.string() }),
  /** Its processes that work on nodes. */
  conductors: z.array(z.object({ name: z.string(), alive: z.boolean() })),
  /** 'redfish', 'ipmi': how it reaches BMCs. */
  drivers: z.array(z.string()),
  nodes: z.number().int(),
  /** What Tuskar would use and it does not have. */
  lacks: z.array(
    z.object({
      what: z.string(),
      /** What does not work without it. */
      means: z.string(),
      remedy: z.string(),
    }),
  ),
});
export type UndercloudReport = z.infer<typeof UndercloudReport>;

/** The bare-metal service that Tuskar works with. */
export const Undercloud = z
  .object({
    /** managed: Tuskar converged it. external: somebody else's. */
    kind: z.enum(['managed', 'external']),
    /** managed: the cloud that it belongs to. */
    cloud: Name.nullable(),
    url: z.string(),
    auth: UndercloudAuth,
    user: z.string().nullable(),
    keystone: UndercloudKeystone.nullable(),
    state: z.enum(['connected', 'unreachable', 'refused']),
    stateReason: z.string().nullable(),
    stateSince: Timestamp,
    /** As of the last time that it answered. */
    report: UndercloudReport.nullable(),
    checkedAt: Timestamp.nullable(),
  })
  .meta({ id: 'Undercloud' });
export type Undercloud = z.infer<typeof Undercloud>;
