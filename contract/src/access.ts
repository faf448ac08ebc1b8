import { z } from 'zod';
import { IdParams, NameParams, Name, PageQuery, pageOf, Subject, Timestamp } from './fields.ts';
import { permissions, type Permission, roles, type Role } from './permissions.ts';
import { defineRoutes } from './route.ts';

export const RoleName = z.enum(Object.keys(roles) as [Role, ...Role[]]);
export const PermissionName = z.enum(Object.keys(permissions) as [Permission, ...Permission[]]);

export const User = z
  .object({
    name: Name,
    role: RoleName,
    createdAt: Timestamp,
    lastSignInAt: Timestamp.nullable(),
    disabled: z.boolean(),
  })
  .meta({ id: 'User' });
export type User = z.infer<typeof User>;

/** What must never reach a log or the audit trail is marked `writeOnly`. */
const secret = { format: 'password', writeOnly: true } as const;
export const Password = z.string().min(12).max(256).meta(secret);
/** One that was chosen earlier; checked, never stored. */
const GivenPassword = z.string().max(256).meta(secret);

export const Session = z
  .object({
    user: Name,
    role: RoleName,
    permissions: z.array(PermissionName),
    expiresAt: Timestamp.nullable(),
  })
  .meta({ id: 'Session' });
export type Session = z.infer<typeof Session>;

export const Token = z
  .object({
    id: z.string(),
    user: Name,
    description: z.string(),
    /** Null: all that its owner may do. */
    permissions: z.array(PermissionName).nullable(),
    createdAt: Timestamp,
    expiresAt: Timestamp.nullable(),
    lastUsedAt: Timestamp.nullable(),
  })
  .meta({ id: 'Token' });
export type Token = z.infer<typeof Token>;

export const AuditEntry = z
  .object({
    seq: z.number().int(),
    at: Timestamp,
    /** A person's name, 'system', or 'anonymous'. */
    actor: z.string(),
    /** The token by which the person acted; absent where they signed in. */
    token: z.object({ id: z.string(), description: z.string() }).optional(),
    /** The route's name: 'cloud.execute'. */
    action: z.string(),
    /** What it was about, or what it made; null where there is no such thing. */
    subject: Subject.nullable(),
    outcome: z.enum(['allowed', 'refused', 'failed']),
    status: z.number().int(),
    requestId: z.string(),
    remoteAddress: z.string().nullable(),
    /** What was asked, without secrets; what came of it. */
    detail: z.record(z.string(), z.unknown()),
    /** SHA-256 in hex over `previousHash`, a line feed, and the other fields as canonical JSON; docs/audit-trail.md. */
    hash: z.string(),
    previousHash: z.string(),
  })
  .meta({ id: 'AuditEntry' });
export type AuditEntry = z.infer<typeof AuditEntry>;

export const accessRoutes = defineRoutes({
  'session.create': {
    method: 'POST',
    path: '/v1/session',
    tag: 'Access',
    summary: 'Sign in; sets the session cookie',
    access: 'public',
    body: z.object({ user: z.string().max(63), password: GivenPassword }),
    response: Session,
  },
  'session.show': {
    method: 'GET',
    path: '/v1/session',
    tag: 'Access',
    summary: 'Who am I, and what may I do',
    access: 'signed-in',
    response: Session,
  },
  'session.delete': {
    method: 'DELETE',
    path: '/v1/session',
    tag: 'Access',
    summary: 'Sign out',
    access: 'signed-in',
    status: 204,
  },
  'user.list': {
    method: 'GET',
    path: '/v1/users',
    tag: 'Access',
    summary: 'List people',
    access: 'user.read',
    query: PageQuery,
    response: pageOf(User),
  },
  'user.show': {
    method: 'GET',
    path: '/v1/users/:name',
    tag: 'Access',
    summary: 'Show a person',
    access: 'user.read',
    params: NameParams,
    response: User,
  },
  'user.create': {
    method: 'POST',
    path: '/v1/users',
    tag: 'Access',
    summary: 'Add a person',
    access: 'user.manage',
    body: z.object({ name: Name, role: RoleName, password: Password }),
    response: User,
    status: 201,
  },
  'user.update': {
    method: 'PATCH',
    path: '/v1/users/:name',
    tag: 'Access',
    summary: "Change a person's role or password, or disable them",
    access: 'user.manage',
    params: NameParams,
    body: z.object({
      role: RoleName.optional(),
      password: Password.optional(),
      disabled: z.boolean().optional(),
    }),
    response: User,
  },
  'user.delete': {
    method: 'DELETE',
    path: '/v1/users/:name',
    tag: 'Access',
    summary: 'Remove a person, their sessions and tokens',
    access: 'user.manage',
    params: NameParams,
    status: 204,
  },
  'user.change-own-password': {
    method: 'POST',
    path: '/v1/session/password',
    tag: 'Access',
    summary: 'Change your own password',
    access: 'signed-in',
    body: z.object({ current: GivenPassword, password: Password }),
    status: 204,
  },
  'token.list': {
    method: 'GET',
    path: '/v1/tokens',
    tag: 'Access',
    summary: "List tokens: your own, or everybody's where you may manage people",
    access: 'signed-in',
    query: PageQuery,
    response: pageOf(Token),
  },
  'token.create': {
    method: 'POST',
    path: '/v1/tokens',
    tag: 'Access',
    summary: 'Make a token; its secret is shown this once',
    access: 'signed-in',
    body: z.object({
      description: z.string().min(1).max(200),
      permissions: z.array(PermissionName).min(1).optional(),
      expiresInDays: z.number().int().min(1).max(3650).optional(),
    }),
    response: Token.extend({ secret: z.string() }),
    status: 201,
  },
  'token.delete': {
    method: 'DELETE',
    path: '/v1/tokens/:id',
    tag: 'Access',
    summary: 'Revoke a token',
    access: 'signed-in',
    params: IdParams,
    status: 204,
  },
  'audit.list': {
    method: 'GET',
    path: '/v1/audit',
    tag: 'Access',
    summary: 'Read the audit trail, newest first',
    access: 'audit.read',
    query: PageQuery.extend({
      actor: z.string().optional(),
      /** A token's id: what was done by it. */
      token: z.string().optional(),
      action: z.string().optional(),
      outcome: z.enum(['allowed', 'refused', 'failed']).optional(),
    }),
    response: pageOf(AuditEntry),
  },
  'audit.check': {
    method: 'GET',
    path: '/v1/audit/check',
    tag: 'Access',
    summary: 'Check the chain of the audit trail from its first entry',
    access: 'audit.read',
    response: z.object({
      intact: z.boolean(),
      entries: z.number().int(),
      firstBroken: z.number().int().nullable(),
      headHash: z.string(),
    }),
  },
});
