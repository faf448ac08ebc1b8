import { z } from 'zod';

/** Answers of OpenStack's APIs: only the fields that are used. */

const Id = z.string().min(1);
const Named = z.object({ id: Id, name: z.string() });

/** The reason in a refusal; every service has its own form. */
export const Refusal = z.union([
  // nova, keystone, neutron: {"conflictingRequest": {"message": "…"}}
  z
    .record(z.string(), z.object({ message: z.string().min(1) }))
    .transform((body) => Object.values(body)[0]?.message ?? ''),
  // placement
  z
    .object({ errors: z.array(z.object({ detail: z.string() })).min(1) })
    .transform((body) => body.errors.map((error) => error.detail).join('; ')),
]);

export const Token = z.object({
  token: z.object({
    expires_at: z.string(),
    user: z.object({ id: Id }),
    project: z.object({ id: Id }).optional(),
    catalog: z
      .array(
        z.object({
          type: z.string(),
          endpoints: z.array(
            z.object({ interface: z.string(), region_id: z.string().nullish(), url: z.string() }),
          ),
        }),
      )
      .default([]),
  }),
});
export type Token = z.infer<typeof Token>;

export const Projects = z.object({ projects: z.array(Named) });
export const Roles = z.object({ roles: z.array(Named) });
export const Users = z.object({ users: z.array(Named) });
export const RoleAssignments = z.object({
  role_assignments: z.array(z.object({ role: z.object({ id: Id }), user: z.object({ id: Id }).optional() })),
});
export const IdentityServices = z.object({
  services: z.array(z.object({ id: Id, type: z.string(), name: z.string().nullish() })),
});
export const IdentityEndpoints = z.object({
  endpoints: z.array(
    z.object({
      id: Id,
      service_id: Id,
      interface: z.string(),
      region_id: z.string().nullish(),
      url: z.string(),
    }),
  ),
});
export type IdentityEndpoint = z.infer<typeof IdentityEndpoints>['endpoints'][number];
export const MadeProject = z.object({ project: z.object({ id: Id }) });
export const MadeRole = z.object({ role: z.object({ id: Id }) });
export const MadeUser = z.object({ user: z.object({ id: Id }) });
export const MadeService = z.object({ service: z.object({ id: Id }) });

export const Image = z.object({ id: Id, name: z.string().nullish(), status: z.string() });
export type Image = z.infer<typeof Image>;
export const Images = z.object({ images: z.array(Image) });

export const Flavors = z.object({ flavors: z.array(Named) });
export const MadeFlavor = z.object({ flavor: z.object({ id: Id }) });
export const Server = z.object({
  id: Id,
  name: z.string(),
  status: z.string(),
  'OS-EXT-STS:task_state': z.string().nullish(),
  fault: z.object({ message: z.string(), details: z.string().optional() }).optional(),
});
export type Server = z.infer<typeof Server>;
export const OneServer = z.object({ server: Server });
export const Servers = z.object({ servers: z.array(Server) });
export const MadeServer = z.object({ server: z.object({ id: Id }) });
export const ConsoleOutput = z.object({ output: z.string() });

export const Network = z.object({ id: Id, name: z.string(), status: z.string().optional() });
export const Extensions = z.object({ extensions: z.array(z.object({ alias: z.string() })) });
export const Networks = z.object({ networks: z.array(Network) });
export const MadeNetwork = z.object({ network: z.object({ id: Id }) });
export const Subnets = z.object({ subnets: z.array(Named) });
export const MadeSubnet = z.object({ subnet: z.object({ id: Id }) });
export const Routers = z.object({ routers: z.array(Named) });
export const MadeRouter = z.object({ router: z.object({ id: Id }) });
export const Port = z.object({
  id: Id,
  name: z.string(),
  status: z.string(),
  device_owner: z.string(),
  device_id: z.string(),
  fixed_ips: z.array(z.object({ subnet_id: Id, ip_address: z.string() })),
});
export type Port = z.infer<typeof Port>;
export const Ports = z.object({ ports: z.array(Port) });
export const MadePort = z.object({ port: Port });
export const SecurityGroups = z.object({ security_groups: z.array(Named) });
export const MadeSecurityGroup = z.object({ security_group: z.object({ id: Id }) });
export const FloatingIp = z.object({
  id: Id,
  floating_ip_address: z.string(),
  status: z.string(),
  description: z.string().nullish(),
});
export type FloatingIp = z.infer<typeof FloatingIp>;
export const FloatingIps = z.object({ floatingips: z.array(FloatingIp) });
export const MadeFloatingIp = z.object({ floatingip: FloatingIp });
