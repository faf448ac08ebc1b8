import { z } from 'zod';
import { Name, NameParams, PageQuery, pageOf, Timestamp } from './fields.ts';
import { Operation } from './operation.ts';
import { defineRoutes } from './route.ts';

export const HostRole = z.enum(['controller', 'compute', 'network', 'storage', 'undercloud', 'monitor']);
export type HostRole = z.infer<typeof HostRole>;

export const Host = z
  .object({
    name: Name,
    /** Where its operating system came from. */
    source: z.enum(['lab', 'machine', 'adopted']),
    address: z.string(),
    sshUser: z.string(),
    hostKey: z.string(),
    image: z.string().nullable(),
    cloud: z.string().nullable(),
    roles: z.array(HostRole),
    state: z.enum(['unknown', 'reachable', 'unreachable']),
    stateReason: z.string().nullable(),
    stateSince: Timestamp,
    /** The blueprint it was last converged to in whole, and when. */
    convergedTo: z.string().nullable(),
    convergedAt: Timestamp.nullable(),
    /** Items that differ from the blueprint at the last check; null: never checked. */
    drift: z.number().int().nullable(),
    createdAt: Timestamp,
  })
  .meta({ id: 'Host' });
export type Host = z.infer<typeof Host>;

export const hostRoutes = defineRoutes({
  'host.list': {
    method: 'GET',
    path: '/v1/hosts',
    tag: 'Hosts',
    summary: 'List hosts by name',
    access: 'host.read',
    query: PageQuery.extend({ cloud: z.string().optional(), role: HostRole.optional() }),
    response: pageOf(Host),
  },
  'host.show': {
    method: 'GET',
    path: '/v1/hosts/:name',
    tag: 'Hosts',
    summary: 'Show a host',
    access: 'host.read',
    params: NameParams,
    response: Host,
  },
  'host.adopt': {
    method: 'POST',
    path: '/v1/hosts',
    tag: 'Hosts',
    summary: 'Register a server that somebody else installed',
    access: 'host.operate',
    body: z.object({
      name: Name,
      address: z.string().max(255),
      sshUser: z.string().max(32).default('root'),
      hostKey: z
        .string()
        .max(2000)
        .describe("the server's public host key, as in /etc/ssh/ssh_host_ed25519_key.pub"),
    }),
    response: Host,
    status: 201,
  },
  'host.forget': {
    method: 'DELETE',
    path: '/v1/hosts/:name',
    tag: 'Hosts',
    summary: 'Forget a host that no cloud uses',
    access: 'host.operate',
    params: NameParams,
    status: 204,
  },
  'host.converge': {
    method: 'POST',
    path: '/v1/hosts/:name/converge',
    tag: 'Hosts',
    summary: "Make a host equal its part of its cloud's current blueprint, or check where it differs",
    access: 'host.operate',
    params: NameParams,
    body: z.object({ mode: z.enum(['apply', 'check']).default('check') }),
    response: Operation,
    status: 202,
  },
});
