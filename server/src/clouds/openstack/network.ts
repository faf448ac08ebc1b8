import type { z } from 'zod';
import {
  Extensions,
  type FloatingIp,
  FloatingIps,
  MadeFloatingIp,
  MadeNetwork,
  MadePort,
  MadeRouter,
  MadeSecurityGroup,
  MadeSubnet,
  Networks,
  type Port,
  Ports,
  Routers,
  SecurityGroups,
  Subnets,
} from './schema.ts';
import type { OpenStackSession } from './session.ts';

const service = 'network';

export type NewSubnet = {
  name: string;
  network: string;
  cidr: string;
  gateway?: string;
  dhcp: 'on' | 'off';
  pool?: { start: string; end: string };
};

/** Neutron, as an administrator uses it. */
export function networkApi(session: OpenStackSession) {
  const list = <Schema extends z.ZodType>(what: string, schema: Schema) =>
    session.ask({ service, method: 'GET', path: `/v2.0/${what}` }, schema);
  const create = <Schema extends z.ZodType>(what: string, body: unknown, schema: Schema) =>
    session.ask({ service, method: 'POST', path: `/v2.0/${what}`, body }, schema);
  const put = (path: string, body: unknown) =>
    session.tell({ service, method: 'PUT', path: `/v2.0/${path}`, body });
  return {
    networks: async () => (await list('networks?fields=id&fields=name', Networks)).networks,
    externalNetworks: async () => (await list('networks?router:external=True', Networks)).networks,
    async createNetwork(name: string): Promise<string> {
      return (await create('networks', { network: { name } }, MadeNetwork)).network.id;
    },
    async createExternalNetwork({
      name,
      physicalNetwork,
    }: {
      name: string;
      physicalNetwork: string;
    }): Promise<string> {
      const network = {
        name,
        'router:external': true,
        'provider:network_type': 'flat',
        'provider:physical_network': physicalNetwork,
      };
      return (await create('networks', { network }, MadeNetwork)).network.id;
    },
    async createSubnet({ name, network, cidr, gateway, dhcp, pool }: NewSubnet): Promise<string> {
      const subnet = {
        name,
        network_id: network,
        ip_version: 4,
        cidr,
        enable_dhcp: dhcp === 'on',
        ...(gateway ? { gateway_ip: gateway } : {}),
        ...(pool ? { allocation_pools: [pool] } : {}),
      };
      return (await create('subnets', { subnet }, MadeSubnet)).subnet.id;
    },

    /** Those of that name on a network. */
    subnets: async (wanted: { network: string; name: string }) =>
      (
        await list(
          `subnets?network_id=${wanted.network}&name=${encodeURIComponent(wanted.name)}&fields=id&fields=name`,
          Subnets,
        )
      ).subnets,

    /** Aliases of the API's extensions: 'router', 'security-group'. */
    extensions: async (): Promise<string[]> =>
      (await list('extensions?fields=alias', Extensions)).extensions.map(({ alias }) => alias),

    routers: async () => (await list('routers?fields=id&fields=name', Routers)).routers,
    async createRouter({ name, external }: { name: string; external: string }): Promise<string> {
      const router = { name, external_gateway_info: { network_id: external } };
      return (await create('routers', { router }, MadeRouter)).router.id;
    },
    attachSubnet: (router: string, subnet: string) =>
      put(`routers/${router}/add_router_interface`, { subnet_id: subnet }),
    detachPort: (router: string, port: string) =>
      put(`routers/${router}/remove_router_interface`, { port_id: port }),

    ports: async (): Promise<Port[]> => (await list('ports', Ports)).ports,
    async createPort(options: { name: string; network: string; securityGroup: string }): Promise<Port> {
      const { name, network, securityGroup } = options;
      const port = { name, network_id: network, security_groups: [securityGroup] };
      return (await create('ports', { port }, MadePort)).port;
    },

    securityGroups: async () =>
      (await list('security-groups?fields=id&fields=name', SecurityGroups)).security_groups,
    /** The group that a project's servers are in where nobody says otherwise. */
    async defaultSecurityGroup(project: string): Promise<string | undefined> {
      const what = `security-groups?project_id=${project}&name=default&fields=id&fields=name`;
      return (await list(what, SecurityGroups)).security_groups[0]?.id;
    },
    async createSecurityGroup(name: string): Promise<string> {
      return (await create('security-groups', { security_group: { name } }, MadeSecurityGroup)).security_group
        .id;
    },
    allow: (group: string, rule: { protocol: 'icmp' } | { protocol: 'tcp'; port: number }) => {
      const ports = 'port' in rule ? { port_range_min: rule.port, port_range_max: rule.port } : {};
      const security_group_rule = {
        security_group_id: group,
        direction: 'ingress',
        ethertype: 'IPv4',
        protocol: rule.protocol,
        ...ports,
      };
      return session.tell({
        service,
        method: 'POST',
        path: '/v2.0/security-group-rules',
        body: { security_group_rule },
      });
    },

    floatingIps: async () => (await list('floatingips', FloatingIps)).floatingips,
    async createFloatingIp(options: {
      network: string;
      port: string;
      description: string;
    }): Promise<FloatingIp> {
      const { network, port, description } = options;
      const floatingip = { floating_network_id: network, port_id: port, description };
      return (await create('floatingips', { floatingip }, MadeFloatingIp)).floatingip;
    },

    remove: (what: 'networks' | 'routers' | 'ports' | 'security-groups' | 'floatingips', id: string) =>
      session.tell({ service, method: 'DELETE', path: `/v2.0/${what}/${id}` }),
  };
}
export type NetworkApi = ReturnType<typeof networkApi>;
