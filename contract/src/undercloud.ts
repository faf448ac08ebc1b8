import { z } from 'zod';
import { Name, Timestamp } from './fields.ts';
import { Operation } from './operation.ts';
import { defineRoutes } from './route.ts';

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

/** What an undercloud of Tuskar's own boots machines with, for work on them. */
export const UndercloudAgent = z.object({
  /** older: there is a newer image. unknown: nobody has looked yet, or there is no image to compare it with. */
  state: z.enum(['newest', 'older', 'missing', 'unknown']),
  /** null: none, or an image that is here no longer. */
  image: z.string().nullable(),
  /** The newest that was built here; null: none was. */
  newest: z.string().nullable(),
  /** What to type for it; null: nothing. */
  nextAction: z.string().nullable(),
  /** When its host was last looked at. */
  seenAt: Timestamp.nullable(),
});
export type UndercloudAgent = z.infer<typeof UndercloudAgent>;

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
    /** null: it is somebody else's, and theirs to equip. */
    agent: UndercloudAgent.nullable(),
  })
  .meta({ id: 'Undercloud' });
export type Undercloud = z.infer<typeof Undercloud>;

/** How to reach a bare-metal service. */
export const UndercloudInput = z.object({
  kind: z.enum(['managed', 'external']),
  cloud: Name.optional().describe('managed: a deployed cloud with a host of the role undercloud'),
  url: z.url().optional().describe("external: of the API of Ironic, 'https://198.18.0.11:6385'"),
  auth: UndercloudAuth.default('none'),
  user: z.string().min(1).max(255).optional(),
  password: z.string().min(1).max(1024).meta({ format: 'password', writeOnly: true }).optional(),
  keystone: UndercloudKeystone.optional(),
  ca: z
    .string()
    .max(100_000)
    .optional()
    .describe('PEM; without it the CAs of the machine that Tuskar runs on'),
});
export type UndercloudInput = z.infer<typeof UndercloudInput>;
/** As a client gives it: what has a default may be left out. */
export type UndercloudRequest = z.input<typeof UndercloudInput>;

export const undercloudRoutes = defineRoutes({
  'undercloud.show': {
    method: 'GET',
    path: '/v1/undercloud',
    tag: 'Undercloud',
    summary: 'Show the bare-metal service, what it can, what it lacks, and which agent it has',
    access: 'hardware.read',
    response: Undercloud,
  },
  'undercloud.connect': {
    method: 'PUT',
    path: '/v1/undercloud',
    tag: 'Undercloud',
    summary: 'Use a bare-metal service; it is tried first, and nothing changes where it cannot be used',
    access: 'hardware.operate',
    body: UndercloudInput,
    response: Undercloud,
  },
  'undercloud.test': {
    method: 'POST',
    path: '/v1/undercloud/test',
    tag: 'Undercloud',
    summary: 'Ask a bare-metal service what it can, and keep nothing',
    access: 'hardware.operate',
    body: UndercloudInput,
    response: UndercloudReport,
  },
  'undercloud.equip': {
    method: 'POST',
    path: '/v1/undercloud/equip',
    tag: 'Undercloud',
    summary: 'Bring the newest agent to the undercloud: what machines boot for work on them',
    access: 'hardware.operate',
    response: Operation,
    status: 202,
  },
  'undercloud.disconnect': {
    method: 'DELETE',
    path: '/v1/undercloud',
    tag: 'Undercloud',
    summary: 'Use the bare-metal service no longer; nothing changes there',
    access: 'hardware.operate',
    status: 204,
  },
});
