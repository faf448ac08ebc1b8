import { z } from 'zod';
import { Name } from './fields.ts';
import { HostRole } from './host.ts';

const ipv4 = z.ipv4();
const cidr = z.cidrv4();

/** A value of an OpenStack option, as an operator writes it in YAML. */
export const OptionValue = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.array(z.union([z.string(), z.number()])),
]);

/** What an operator declares: cloud.yaml. */
export const Intent = z
  .strictObject({
    name: Name,
    region: z
      .string()
      .regex(/^[A-Za-z0-9_-]{1,64}$/)
      .default('RegionOne'),
    /** An image's id; by default the newest. */
    image: z.string().optional(),
    hosts: z.array(z.strictObject({ name: Name, roles: z.array(HostRole).min(1) })).min(1),
    networks: z.strictObject({
      management: z.strictObject({ cidr, interface: z.string().default('host0') }),
      /** Between guests of different hosts; needed where a host has a role of OpenStack's. */
      tunnel: z.strictObject({ cidr, interface: z.string().default('tun0') }).optional(),
      /** Where guests reach the outside; needed where a host has a role of OpenStack's. */
      external: z
        .strictObject({
          cidr,
          gateway: ipv4,
          pool: z.strictObject({ start: ipv4, end: ipv4 }),
          interface: z.string().default('ext0'),
          physicalNetwork: z.string().default('physnet1'),
        })
        .optional(),
      /** Over which machines boot; needed where a host has the role undercloud. It may be the management network. */
      provisioning: z
        .strictObject({
          cidr,
          /** The undercloud's own on it; by default its address on the management network. */
          address: ipv4.optional(),
          interface: z.string().default('host0'),
          /** Addresses that the undercloud hands out; without them another server has to. */
          dhcp: z.strictObject({ start: ipv4, end: ipv4 }).optional(),
          gateway: ipv4.optional(),
          /** Whether machines may boot over the network too, and not from virtual media alone. */
          pxe: z.boolean().default(false),
          /**
           * Which machines that boot over the network unannounced are looked at, and appear as unclaimed: blank are those
           * on whose disks no system is found.
           */
          discover: z.enum(['none', 'blank', 'all']).default('none'),
        })
        .optional(),
    }),
    /** Switches and settings of services by name; a service that no role needs can be left out here. */
    services: z.record(z.string(), z.strictObject({ enabled: z.boolean().default(true) })).default({}),
    /** Options by file, section and key: {nova.conf: {DEFAULT: {cpu_allocation_ratio: 4}}}. */
    config: z.record(z.string(), z.record(z.string(), z.record(z.string(), OptionValue))).default({}),
  })
  .meta({ id: 'Intent' });
export type Intent = z.infer<typeof Intent>;
