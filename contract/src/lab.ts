import { z } from 'zod';
import { Name, Timestamp } from './fields.ts';
import { labMachineRoutes, LabSimulated } from './lab-machine.ts';
import { Operation } from './operation.ts';
import { defineRoutes } from './route.ts';

export const LabHost = z
  .object({
    name: Name,
    index: z.number().int(),
    state: z.enum(['booting', 'running', 'stopped']),
    image: z.string(),
    addresses: z.object({ management: z.string(), tunnel: z.string() }),
    since: Timestamp,
  })
  .meta({ id: 'LabHost' });
export type LabHost = z.infer<typeof LabHost>;

export const Lab = z
  .object({
    state: z.enum(['down', 'starting', 'up', 'stopping', 'unavailable']),
    /** Why the state is what it is, where a person may ask. */
    reason: z.string().nullable(),
    kvm: z.enum(['works', 'absent', 'broken', 'unknown']),
    networks: z.array(z.object({ name: z.string(), cidr: z.string() })),
    hosts: z.array(LabHost),
    machines: z.array(z.object({ name: Name, bmcAddress: z.string() })),
    simulated: LabSimulated,
  })
  .meta({ id: 'Lab' });
export type Lab = z.infer<typeof Lab>;

export const labRoutes = {
  ...labMachineRoutes,
  ...defineRoutes({
    'lab.show': {
      method: 'GET',
      path: '/v1/lab',
      tag: 'Lab',
      summary: 'Show the lab: its networks, hosts and machines',
      access: 'lab.read',
      response: Lab,
    },
    'lab.up': {
      method: 'POST',
      path: '/v1/lab/up',
      tag: 'Lab',
      summary: 'Bring the lab up with container hosts and machines; what is there stays as it is',
      description:
        'The hosts are registered as hosts, ready to be named in a cloud. Machines are switched off, ready to be enrolled.',
      access: 'lab.operate',
      body: z.object({
        hosts: z.array(Name).min(1).max(32).default(['try-1']),
        machines: z.int().min(0).max(32).default(0).describe('named machine-1, machine-2 and so on'),
        image: z.string().optional().describe('by default the newest'),
      }),
      response: Operation,
      status: 202,
    },
    'lab.down': {
      method: 'POST',
      path: '/v1/lab/down',
      tag: 'Lab',
      summary: 'Remove the lab, its hosts and all it made on the machine',
      description: 'Refused while a cloud is deployed on its hosts, unless `force` and a reason are given.',
      access: 'lab.operate',
      body: z.object({ force: z.boolean().default(false), reason: z.string().max(1000).optional() }),
      response: Operation,
      status: 202,
    },
  }),
};
