import { z } from 'zod';
import { BurnInTest, burnInTestKinds } from './burn-in-test.ts';
import { IdParams, Name, NameParams, PageQuery, pageOf, Timestamp } from './fields.ts';
import { PartKind } from './inventory.ts';
import { Operation } from './operation.ts';
import { Problem } from './problem.ts';
import { defineRoutes } from './route.ts';

export const BurnInProfile = z
  .object({
    name: Name,
    description: z.string().nullable(),
    builtIn: z.boolean(),
    /** In this order. */
    tests: z.array(BurnInTest),
    /** Of all tests together, at most. */
    seconds: z.number().int(),
  })
  .meta({ id: 'BurnInProfile' });
export type BurnInProfile = z.infer<typeof BurnInProfile>;

export const BurnInState = z.enum(['waiting', 'running', 'passed', 'failed', 'cancelled']);
export type BurnInState = z.infer<typeof BurnInState>;

export const PartName = z.object({
  kind: PartKind,
  /** Its serial number, or its MAC address; null: it says none. */
  serial: z.string().nullable(),
  place: z.string().nullable(),
});
export type PartName = z.infer<typeof PartName>;

export const FindingKind = z.enum(['dead', 'erroring', 'slow', 'hot', 'unlike']);
export type FindingKind = z.infer<typeof FindingKind>;

export const Waiver = z.object({
  reason: z.string(),
  owner: z.string(),
  by: z.string(),
  at: Timestamp,
  expiresAt: Timestamp,
});
export type Waiver = z.infer<typeof Waiver>;

export const BurnInFinding = z
  .object({
    id: z.string(),
    burnIn: z.string(),
    machine: Name,
    kind: FindingKind,
    test: z.enum(burnInTestKinds),
    part: PartName.nullable(),
    metric: z.string().nullable(),
    value: z.number().nullable(),
    unit: z.string().nullable(),
    /** Of its siblings. */
    median: z.number().nullable(),
    /** Modified z-score: how many robust standard deviations it lies from the median. */
    deviation: z.number().nullable(),
    siblings: z.number().int().nullable(),
    /** 'disk S4YNX0 in bay 3: read throughput 92 MB/s, its 15 siblings 210 MB/s' */
    title: z.string(),
    at: Timestamp,
    /** In force now; a finding without one keeps its machine from being accepted. */
    waiver: Waiver.nullable(),
  })
  .meta({ id: 'BurnInFinding' });
export type BurnInFinding = z.infer<typeof BurnInFinding>;

export const BurnIn = z
  .object({
    id: z.string(),
    machine: Name,
    profile: z.string(),
    tests: z.array(BurnInTest),
    /** Only these parts are judged: a re-test of what was repaired. Null: the whole machine. */
    parts: z.array(PartName).nullable(),
    /** The machine at the other end of the network test. */
    partner: z.string().nullable(),
    state: BurnInState,
    reason: z.string().nullable(),
    operation: z.string(),
    requestedBy: z.string(),
    createdAt: Timestamp,
    startedAt: Timestamp.nullable(),
    endedAt: Timestamp.nullable(),
    /** Findings that no waiver covers now. */
    openFindings: z.number().int(),
    /** What could not be judged, and why: 'only 2 siblings have a read-throughput'. */
    notes: z.array(z.string()),
  })
  .meta({ id: 'BurnIn' });
export type BurnIn = z.infer<typeof BurnIn>;

export const BurnInDetail = BurnIn.extend({ findings: z.array(BurnInFinding) }).meta({ id: 'BurnInDetail' });
export type BurnInDetail = z.infer<typeof BurnInDetail>;

export const MeasuredValue = z
  .object({
    test: z.enum(burnInTestKinds),
    metric: z.string(),
    part: PartName.nullable(),
    value: z.number(),
    unit: z.string(),
    at: Timestamp,
    siblings: z.number().int(),
    /** Of the siblings; null: there is none. */
    median: z.number().nullable(),
    /** Modified z-score; null: too few siblings to tell. */
    deviation: z.number().nullable(),
    judgement: z.enum(['good', 'dead', 'erroring', 'slow', 'hot', 'unlike', 'not-judged']),
  })
  .meta({ id: 'MeasuredValue' });
export type MeasuredValue = z.infer<typeof MeasuredValue>;

const ProfileBody = z.object({
  description: z.string().max(1000).nullable().default(null),
  tests: z.array(BurnInTest).min(1).max(20),
});

export const burnInRoutes = defineRoutes({
  'profile.list': {
    method: 'GET',
    path: '/v1/burn-in-profiles',
    tag: 'Burn-in',
    summary: 'List burn-in profiles',
    access: 'hardware.read',
    response: z.object({ items: z.array(BurnInProfile) }),
  },
  'profile.show': {
    method: 'GET',
    path: '/v1/burn-in-profiles/:name',
    tag: 'Burn-in',
    summary: 'Show a burn-in profile',
    access: 'hardware.read',
    params: NameParams,
    response: BurnInProfile,
  },
  'profile.create': {
    method: 'POST',
    path: '/v1/burn-in-profiles',
    tag: 'Burn-in',
    summary: 'Make a burn-in profile',
    access: 'hardware.operate',
    body: ProfileBody.extend({ name: Name }),
    response: BurnInProfile,
    status: 201,
  },
  'profile.update': {
    method: 'PUT',
    path: '/v1/burn-in-profiles/:name',
    tag: 'Burn-in',
    summary: 'Change a burn-in profile; what runs by it goes on as it was begun',
    access: 'hardware.operate',
    params: NameParams,
    body: ProfileBody,
    response: BurnInProfile,
  },
  'profile.remove': {
    method: 'DELETE',
    path: '/v1/burn-in-profiles/:name',
    tag: 'Burn-in',
    summary: 'Remove a burn-in profile',
    access: 'hardware.operate',
    params: NameParams,
    status: 204,
  },
  'burn-in.run': {
    method: 'POST',
    path: '/v1/burn-ins',
    tag: 'Burn-in',
    summary: 'Burn machines in; those of one class and rack test their network with each other',
    description: 'Destroys what is on the disks of the machines, where the profile writes to them.',
    access: 'hardware.operate',
    body: z.object({
      machines: z.array(Name).min(1).max(500),
      profile: Name.default('quick'),
      /** At once in one rack, besides what its power allows. */
      perRack: z.number().int().min(1).max(100).optional(),
    }),
    response: z.object({
      items: z.array(Operation),
      /** Machines that could not be taken, each with the reason. */
      refused: z.array(z.object({ machine: z.string(), problem: Problem })),
    }),
    status: 202,
  },
  'burn-in.list': {
    method: 'GET',
    path: '/v1/burn-ins',
    tag: 'Burn-in',
    summary: 'List burn-ins, newest first',
    access: 'hardware.read',
    query: PageQuery.extend({ machine: z.string().max(63).optional(), state: BurnInState.optional() }),
    response: pageOf(BurnIn),
  },
  'burn-in.show': {
    method: 'GET',
    path: '/v1/burn-ins/:id',
    tag: 'Burn-in',
    summary: 'Show a burn-in with its findings',
    access: 'hardware.read',
    params: IdParams,
    response: BurnInDetail,
  },
  'burn-in.compare': {
    method: 'GET',
    path: '/v1/burn-ins/:id/comparison',
    tag: 'Burn-in',
    summary: 'Show what was measured, each value beside those of its siblings',
    access: 'hardware.read',
    params: IdParams,
    response: z.object({ class: z.string().nullable(), items: z.array(MeasuredValue) }),
  },
  'machine.findings': {
    method: 'GET',
    path: '/v1/machines/:name/findings',
    tag: 'Burn-in',
    summary: "List a machine's findings of its newest burn-in, waived ones too",
    access: 'hardware.read',
    params: NameParams,
    response: z.object({ items: z.array(BurnInFinding) }),
  },
  'finding.waive': {
    method: 'POST',
    path: '/v1/burn-in-findings/:id/waiver',
    tag: 'Burn-in',
    summary: 'Waive a finding until a day; a machine with none left open is accepted',
    access: 'hardware.override',
    params: IdParams,
    body: z.object({
      reason: z.string().min(3).max(1000),
      owner: z.string().min(1).max(255).describe('who sees to it until then'),
      expiresAt: Timestamp,
    }),
    response: BurnInFinding,
  },
  'finding.unwaive': {
    method: 'DELETE',
    path: '/v1/burn-in-findings/:id/waiver',
    tag: 'Burn-in',
    summary: 'End the waiver of a finding now',
    access: 'hardware.operate',
    params: IdParams,
    response: BurnInFinding,
  },
  'machine.accept': {
    method: 'POST',
    path: '/v1/machines/:name/accept',
    tag: 'Burn-in',
    summary: 'Accept a machine without a burn-in, or over its findings',
    access: 'hardware.override',
    params: NameParams,
    body: z.object({ reason: z.string().min(3).max(1000) }),
    status: 204,
  },
  'machine.retest': {
    method: 'POST',
    path: '/v1/machines/:name/retest',
    tag: 'Burn-in',
    summary: 'After a repair: inspect a machine, and burn in again only what failed or was exchanged',
    access: 'hardware.operate',
    params: NameParams,
    response: Operation,
    status: 202,
  },
});
