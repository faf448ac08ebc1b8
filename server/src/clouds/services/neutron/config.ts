import { type Database, databaseUrl } from '../database.ts';
import { credentials, tokenSections } from '../identity-client.ts';
import type { CompileContext, ConfigFile, HostFacts } from '../module.ts';
import { metadataPort } from '../nova/ports.ts';
import { northbound, southbound } from '../ovn/placement.ts';
import { transportUrl } from '../rabbitmq.ts';
import { networkOf } from '../../intent/networks.ts';
import { apiWorkers, caPath } from '../topology.ts';

export const database: Database = {
  name: 'neutron',
  user: 'neutron',
  sync: { argv: ['neutron-db-manage', 'upgrade', 'heads'], user: 'neutron' },
};

const owned = { owner: 'root', group: 'neutron', mode: '0640' } as const;

export function serverConfig(context: CompileContext, host: HostFacts): ConfigFile {
  const { service_user: _user, ...token } = tokenSections(context, 'neutron');
  return {
    kind: 'config',
    id: 'neutron:config',
    file: 'neutron.conf',
    schema: 'neutron',
    path: '/etc/neutron/neutron.conf',
    ...owned,
    sections: {
      DEFAULT: {
        transport_url: transportUrl(context),
        host: host.name,
        state_path: '/var/lib/neutron',
        core_plugin: 'ml2',
        service_plugins: 'ovn-router',
        auth_strategy: 'keystone',
        rpc_workers: 1,
        rpc_state_report_workers: 0,
        // Where it is not the number of the API's processes, OVN's events are missed.
        api_workers: apiWorkers(host),
      },
      agent: { root_helper: 'sudo /usr/bin/neutron-rootwrap /etc/neutron/rootwrap.conf' },
      database: { connection: databaseUrl(context, database) },
      nova: { ...credentials(context, 'neutron'), endpoint_type: 'internal' },
      placement: { ...credentials(context, 'neutron'), endpoint_type: 'internal' },
      oslo_concurrency: { lock_path: '/var/lib/neutron/tmp' },
      ...token,
    },
  };
}

export function ml2Config(context: CompileContext): ConfigFile {
  const { physicalNetwork } = networkOf(context.intent, 'external');
  const userspace = context.hosts.some((host) => host.datapath === 'userspace');
  return {
    kind: 'config',
    id: 'neutron:ml2-config',
    file: 'ml2_conf.ini',
    schema: 'neutron',
    path: '/etc/neutron/plugins/ml2/ml2_conf.ini',
    ...owned,
    sections: {
      ml2: {
        type_drivers: 'flat,vlan,geneve,local',
        tenant_network_types: 'geneve',
        mechanism_drivers: 'ovn',
        extension_drivers: 'port_security',
      },
      ml2_type_flat: { flat_networks: physicalNetwork },
      // Each number is a row in the database that is made as the API starts: the default, 1:65536, costs minutes. For the
      // same reason there are no VLANs until an operator gives ranges of them in [ml2_type_vlan].
      ml2_type_geneve: { vni_ranges: '1:1000', max_header_size: 38 },
      securitygroup: { enable_security_group: true },
      ovn: {
        ovn_nb_connection: northbound(context),
        ovn_sb_connection: southbound(context),
        ovn_metadata_enabled: true,
        enable_distributed_floating_ip: true,
        // In user space the packet-size check sees segments before they are cut: TCP would crawl.
        ovn_emit_need_to_frag: !userspace,
      },
    },
  };
}

/** Of the agent that brings guests' metadata requests to nova. */
export function metadataConfig(context: CompileContext): ConfigFile {
  return {
    kind: 'config',
    id: 'neutron:metadata-config',
    file: 'neutron_ovn_metadata_agent.ini',
    schema: 'neutron',
    path: '/etc/neutron/neutron_ovn_metadata_agent.ini',
    ...owned,
    sections: {
      DEFAULT: {
        state_path: '/var/lib/neutron',
        nova_metadata_host: context.publicAddress,
        nova_metadata_port: metadataPort,
        nova_metadata_protocol: 'https',
        auth_ca_cert: caPath,
        metadata_proxy_shared_secret: context.secret('metadata-proxy'),
        // 0: in the agent itself, which saves a process of 200 MiB.
        metadata_workers: 0,
      },
      // The agent is root: by way of sudo and rootwrap each of its helpers would take a second longer to start.
      agent: { root_helper: '/usr/bin/env' },
      oslo_concurrency: { lock_path: '/var/lib/neutron/tmp' },
      ovs: { ovsdb_connection: 'tcp:127.0.0.1:6640' },
      ovn: { ovn_sb_connection: southbound(context) },
    },
  };
}
