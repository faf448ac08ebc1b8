import { z } from 'zod';
import { IdParams, Name, NameParams, Timestamp } from './fields.ts';
import { HostRole } from './host.ts';
import { Operation } from './operation.ts';
import { defineRoutes } from './route.ts';

export const ServiceHealth = z
  .object({
    service: z.string(),
    host: z.string(),
    unit: z.string().nullable(),
    state: z.enum(['healthy', 'degraded', 'down', 'unknown']),
    reason: z.string().nullable(),
    checkedAt: Timestamp.nullable(),
  })
  .meta({ id: 'ServiceHealth' });
export type ServiceHealth = z.infer<typeof ServiceHealth>;

export const CloudState = z.enum(['planned', 'deploying', 'active', 'degraded', 'failed', 'destroying']);
export type CloudState = z.infer<typeof CloudState>;

export const Cloud = z
  .object({
    name: Name,
    state: CloudState,
    stateReason: z.string().nullable(),
    stateSince: Timestamp,
    region: z.string(),
    image: z.string().nullable(),
    hosts: z.array(z.object({ name: z.string(), roles: z.array(HostRole) })),
    currentBlueprint: z.string().nullable(),
    /** The newest blueprint that waits for approval or execution. */
    proposedBlueprint: z.string().nullable(),
    runningOperation: z.string().nullable(),
    endpoints: z.array(z.object({ service: z.string(), url: z.string() })),
    dashboardUrl: z.string().nullable(),
    lastVerification: z
      .object({ id: z.string(), state: z.enum(['running', 'passed', 'failed']), at: Timestamp })
      .nullable(),
    createdAt: Timestamp,
    updatedAt: Timestamp,
  })
  .meta({ id: 'Cloud' });
export type Cloud = z.infer<typeof Cloud>;

export const CloudDetail = Cloud.extend({
  /** The intent of the current blueprint (or of the newest, where none is executed), as YAML. */
  intent: z.string(),
  services: z.array(ServiceHealth),
}).meta({ id: 'CloudDetail' });
export type CloudDetail = z.infer<typeof CloudDetail>;

/** From harmless to severe; a change has the worst of all it causes. */
export const ImpactLevel = z.enum(['none', 'reload', 'restart', 'api-gap', 'vm-migration', 'reboot']);
export type ImpactLevel = z.infer<typeof ImpactLevel>;

export const BlueprintChange = z
  .object({
    item: z.string(),
    kind: z.string(),
    title: z.string(),
    change: z.enum(['add', 'change', 'remove']),
    /** Unified diff of the content; null where there is none. A secret shows as 'secret changed'. */
    diff: z.string().nullable(),
    impact: ImpactLevel,
    /** Units that restart or reload by it. */
    units: z.array(z.string()),
    /** Public APIs that do not answer for a moment. */
    apiGap: z.array(z.string()),
  })
  .meta({ id: 'BlueprintChange' });
export type BlueprintChange = z.infer<typeof BlueprintChange>;

export const BlueprintState = z.enum([
  'proposed',
  'approved',
  'executing',
  'executed',
  'failed',
  'superseded',
  'abandoned',
]);
export type BlueprintState = z.infer<typeof BlueprintState>;

export const Blueprint = z
  .object({
    id: z.string(),
    cloud: Name,
    parent: z.string().nullable(),
    state: BlueprintState,
    image: z.string(),
    createdAt: Timestamp,
    createdBy: z.string(),
    approvedAt: Timestamp.nullable(),
    approvedBy: z.string().nullable(),
    approvalReason: z.string().nullable(),
    executedBy: z.string().nullable().describe('id of the operation'),
    /** Why it failed, was superseded or abandoned. */
    stateReason: z.string().nullable(),
    /** Overrides that work and yet should change: deprecated options and old names, with their place. */
    warnings: z.array(z.string()),
    summary: z.object({
      hosts: z.number().int(),
      hostsChanged: z.number().int(),
      changes: z.number().int(),
      impact: ImpactLevel,
      restarts: z.number().int(),
      apiGap: z.array(z.string()),
    }),
  })
  .meta({ id: 'Blueprint' });
export type Blueprint = z.infer<typeof Blueprint>;

export const BlueprintDiff = z
  .object({
    blueprint: z.string(),
    parent: z.string().nullable(),
    hosts: z.array(
      z.object({
        host: z.string(),
        change: z.enum(['add', 'change', 'remove']),
        changes: z.array(BlueprintChange),
      }),
    ),
    /** What the execution will do, wave after wave. */
    waves: z.array(
      z.object({
        title: z.string(),
        steps: z.array(z.object({ name: z.string(), title: z.string(), host: z.string().nullable() })),
      }),
    ),
  })
  .meta({ id: 'BlueprintDiff' });
export type BlueprintDiff = z.infer<typeof BlueprintDiff>;

export const VerificationCheck = z
  .object({
    name: z.string(),
    title: z.string(),
    state: z.enum(['passed', 'failed', 'skipped', 'running', 'pending']),
    seconds: z.number().nullable(),
    output: z.string().nullable(),
  })
  .meta({ id: 'VerificationCheck' });
export type VerificationCheck = z.infer<typeof VerificationCheck>;

export const Verification = z
  .object({
    id: z.string(),
    cloud: Name,
    suite: z.enum(['acceptance', 'tempest']),
    state: z.enum(['running', 'passed', 'failed']),
    operation: z.string(),
    startedAt: Timestamp,
    endedAt: Timestamp.nullable(),
    passed: z.number().int(),
    failed: z.number().int(),
    skipped: z.number().int(),
    checks: z.array(VerificationCheck),
  })
  .meta({ id: 'Verification' });
export type Verification = z.infer<typeof Verification>;

/** YAML text of at most 1 MiB; the intent's own schema is in intent.ts. */
const IntentText = z.string().max(1024 * 1024);

export const cloudRoutes = defineRoutes({
  'cloud.list': {
    method: 'GET',
    path: '/v1/clouds',
    tag: 'Clouds',
    summary: 'List clouds',
    access: 'cloud.read',
    response: z.object({ items: z.array(Cloud) }),
  },
  'cloud.show': {
    method: 'GET',
    path: '/v1/clouds/:name',
    tag: 'Clouds',
    summary: 'Show a cloud, its intent and the health of its services',
    access: 'cloud.read',
    params: NameParams,
    response: CloudDetail,
  },
  'cloud.plan': {
    method: 'POST',
    path: '/v1/clouds/:name/blueprints',
    tag: 'Clouds',
    summary: 'Compile an intent into a blueprint; a new name makes a new cloud',
    description:
      'Nothing is touched. An intent equal to the current blueprint gives a blueprint with no changes.',
    access: 'cloud.plan',
    params: NameParams,
    body: z.object({ intent: IntentText.describe('cloud.yaml') }),
    response: Blueprint,
    status: 201,
  },
  'blueprint.list': {
    method: 'GET',
    path: '/v1/clouds/:name/blueprints',
    tag: 'Clouds',
    summary: "List a cloud's blueprints, newest first",
    access: 'cloud.read',
    params: NameParams,
    response: z.object({ items: z.array(Blueprint) }),
  },
  'blueprint.show': {
    method: 'GET',
    path: '/v1/blueprints/:id',
    tag: 'Clouds',
    summary: 'Show a blueprint',
    access: 'cloud.read',
    params: IdParams,
    response: Blueprint,
  },
  'blueprint.diff': {
    method: 'GET',
    path: '/v1/blueprints/:id/diff',
    tag: 'Clouds',
    summary: 'What a blueprint changes against its parent, by host and item, with the impact of each change',
    access: 'cloud.read',
    params: IdParams,
    query: z.object({ host: z.string().optional().describe('only this host') }),
    response: BlueprintDiff,
  },
  'blueprint.approve': {
    method: 'POST',
    path: '/v1/blueprints/:id/approve',
    tag: 'Clouds',
    summary: 'Approve a blueprint',
    access: 'cloud.approve',
    params: IdParams,
    body: z.object({ reason: z.string().max(1000).optional() }),
    response: Blueprint,
  },
  'blueprint.abandon': {
    method: 'POST',
    path: '/v1/blueprints/:id/abandon',
    tag: 'Clouds',
    summary: 'Give up a blueprint that is proposed, approved or failed',
    access: 'cloud.plan',
    params: IdParams,
    body: z.object({ reason: z.string().max(1000).optional() }),
    response: Blueprint,
  },
  'blueprint.execute': {
    method: 'POST',
    path: '/v1/blueprints/:id/execute',
    tag: 'Clouds',
    summary: 'Execute an approved blueprint',
    access: 'cloud.operate',
    params: IdParams,
    response: Operation,
    status: 202,
  },
  'cloud.verify': {
    method: 'POST',
    path: '/v1/clouds/:name/verifications',
    tag: 'Clouds',
    summary: 'Verify that a cloud works, by using it',
    access: 'cloud.operate',
    params: NameParams,
    body: z.object({
      suite: z.enum(['acceptance', 'tempest']).default('acceptance'),
      tests: z.string().max(500).optional().describe('tempest only: a regular expression of tests'),
    }),
    response: Operation,
    status: 202,
  },
  'verification.list': {
    method: 'GET',
    path: '/v1/clouds/:name/verifications',
    tag: 'Clouds',
    summary: "List a cloud's verifications with their checks, newest first",
    access: 'cloud.read',
    params: NameParams,
    response: z.object({ items: z.array(Verification) }),
  },
  'cloud.furnish': {
    method: 'POST',
    path: '/v1/clouds/:name/furnish',
    tag: 'Clouds',
    summary: 'Make what a first server needs: an image, a flavor, an external and an own network, a router',
    description: 'What is there already stays as it is.',
    access: 'cloud.operate',
    params: NameParams,
    response: Operation,
    status: 202,
  },
  'cloud.credentials': {
    method: 'POST',
    path: '/v1/clouds/:name/credentials',
    tag: 'Clouds',
    summary: "Read the cloud's administrator credentials; recorded in the audit trail",
    access: 'cloud.credentials',
    params: NameParams,
    response: z.object({
      authUrl: z.string(),
      username: z.string(),
      password: z.string(),
      project: z.string(),
      userDomain: z.string(),
      projectDomain: z.string(),
      region: z.string(),
      caCertificate: z.string(),
      image: z.string(),
    }),
  },
  'cloud.destroy': {
    method: 'POST',
    path: '/v1/clouds/:name/destroy',
    tag: 'Clouds',
    summary: 'Stop all services of a cloud and remove its data from its hosts',
    access: 'cloud.operate',
    params: NameParams,
    body: z.object({ reason: z.string().min(1).max(1000) }),
    response: Operation,
    status: 202,
  },
});
