import { z } from 'zod';
import { Name, NameParams } from './fields.ts';
import { MachineDetail } from './machine.ts';
import { Operation } from './operation.ts';
import { defineRoutes } from './route.ts';

const text = z.string().min(1).max(255);
const address = z.union([z.ipv4(), z.ipv6()]);

/** Which disk the system goes on; all that is given must fit. Nothing given: the rule chooses. */
export const RootDiskHint = z.object({
  serial: text.optional(),
  wwn: text.optional(),
  /** A part of it, in any case. */
  model: text.optional(),
  minimumBytes: z.coerce.number().int().positive().optional(),
  rotational: z.stringbool().optional(),
});
export type RootDiskHint = z.infer<typeof RootDiskHint>;

const RootDisk = z.object({
  serial: z.string().nullable(),
  wwn: z.string().nullable(),
  model: z.string().nullable(),
  place: z.string().nullable(),
  bytes: z.number().int().nullable(),
  rotational: z.boolean().nullable(),
});

export const RootDiskChoice = z
  .object({
    disk: RootDisk,
    /** Why it is this one, for a person. */
    reason: z.string(),
    /** The other disks, and why it is none of them. */
    others: z.array(z.object({ disk: RootDisk, reason: z.string() })),
  })
  .meta({ id: 'RootDiskChoice' });
export type RootDiskChoice = z.infer<typeof RootDiskChoice>;

/** One NIC with a fixed address; NICs that are not named stay without one. */
export const StaticNic = z.object({
  mac: z
    .string()
    .regex(/^([0-9a-f]{2}:){5}[0-9a-f]{2}$/i)
    .transform((mac) => mac.toLowerCase()),
  /** '198.18.0.20/24' */
  address: z.union([z.cidrv4(), z.cidrv6()]),
  gateway: address.optional(),
});
export type StaticNic = z.infer<typeof StaticNic>;

export const DeployNetwork = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('dhcp'),
    /** Where it will answer; by default where the agent on it did. */
    address: address.optional(),
  }),
  z.object({
    kind: z.literal('static'),
    /** The first one's address is the host's. */
    nics: z.array(StaticNic).min(1).max(32),
    nameServers: z.array(address).max(8).default([]),
  }),
]);
export type DeployNetwork = z.infer<typeof DeployNetwork>;

const RootDiskBody = RootDiskHint.extend({
  minimumBytes: z.number().int().positive().optional(),
  rotational: z.boolean().optional(),
});

export const machineDeployRoutes = defineRoutes({
  'machine.root-disk': {
    method: 'GET',
    path: '/v1/machines/:name/root-disk',
    tag: 'Machines',
    summary: 'Show which disk a system would be written to, and why',
    access: 'hardware.read',
    params: NameParams,
    query: RootDiskHint,
    response: RootDiskChoice,
  },
  'machine.deploy': {
    method: 'POST',
    path: '/v1/machines/:name/deploy',
    tag: 'Machines',
    summary: 'Write the host image to a machine, and register it as a host once it answers',
    access: 'hardware.operate',
    params: NameParams,
    body: z.object({
      hostname: Name.optional().describe("by default the machine's name"),
      image: z.string().max(128).optional().describe('a disk image; by default the newest'),
      rootDisk: RootDiskBody.optional(),
      network: DeployNetwork.default({ kind: 'dhcp' }),
      authorizedKeys: z
        .array(z.string().max(4096))
        .max(32)
        .default([])
        .describe("keys that may sign in as root besides Tuskar's own"),
    }),
    response: Operation,
    status: 202,
  },
  'machine.adopt': {
    method: 'POST',
    path: '/v1/machines/:name/adopt',
    tag: 'Machines',
    summary: 'Say that a registered host runs on a machine; neither is touched',
    access: 'hardware.operate',
    params: NameParams,
    body: z.object({ host: Name }),
    response: MachineDetail,
  },
});
