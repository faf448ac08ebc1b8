import { databaseUrl } from '../database.ts';
import { credentials, tokenSections } from '../identity-client.ts';
import type { CompileContext, ConfigFile, HostFacts, IniSections } from '../module.ts';
import { transportUrl } from '../rabbitmq.ts';
import { apiWorkers, backendPort, caPath, listenAddress, publicUrl } from '../topology.ts';
import { apiDatabase, cellDatabase } from './databases.ts';
import { consolePort } from './ports.ts';

/** What nova's parts on controllers and on computes have in common. */
function shared(context: CompileContext, host: HostFacts): IniSections {
  const client = { region_name: context.intent.region, cafile: caPath, valid_interfaces: 'internal' };
  const {
    keystone_authtoken: _token,
    oslo_middleware: _middleware,
    ...service
  } = tokenSections(context, 'nova');
  return {
    DEFAULT: {
      transport_url: transportUrl(context),
      host: host.name,
      my_ip: host.addresses.management,
      state_path: '/var/lib/nova',
    },
    ...service,
    placement: { ...credentials(context, 'nova'), valid_interfaces: 'internal' },
    neutron: {
      ...credentials(context, 'nova'),
      valid_interfaces: 'internal',
      service_metadata_proxy: true,
      metadata_proxy_shared_secret: context.secret('metadata-proxy'),
    },
    glance: client,
    oslo_concurrency: { lock_path: '/var/lib/nova/tmp' },
  };
}

export function controllerConfig(context: CompileContext, host: HostFacts): ConfigFile {
  const workers = apiWorkers(host);
  const { keystone_authtoken, oslo_middleware } = tokenSections(context, 'nova');
  const sections = shared(context, host);
  return {
    kind: 'config',
    id: 'nova:config',
    file: 'nova.conf',
    schema: 'nova',
    path: '/etc/nova/nova.conf',
    owner: 'root',
    group: 'nova',
    mode: '0640',
    sections: {
      ...sections,
      DEFAULT: { ...sections['DEFAULT'], ...resizeOptions(context) },
      api_database: { connection: databaseUrl(context, apiDatabase) },
      database: { connection: databaseUrl(context, cellDatabase) },
      ...(keystone_authtoken ? { keystone_authtoken } : {}),
      ...(oslo_middleware ? { oslo_middleware } : {}),
      conductor: { workers },
      // Hosts of the intent are mapped when the cells are made; this finds those that came otherwise.
      scheduler: { workers, discover_hosts_in_cells_interval: 300 },
      vnc: {
        novncproxy_host: listenAddress(context, host),
        novncproxy_port: backendPort(consolePort),
      },
    },
  };
}

/** With one compute a resize has nowhere else to go. */
function resizeOptions(context: CompileContext): IniSections[string] {
  return context.withRole('compute').length === 1 ? { allow_resize_to_same_host: true } : {};
}

/** Without databases: computes reach them through the conductor only. */
export function computeConfig(context: CompileContext, host: HostFacts): ConfigFile {
  const emulated = host.virtualization === 'qemu';
  const sections = shared(context, host);
  return {
    kind: 'config',
    id: 'nova-compute:config',
    file: 'nova.conf',
    schema: 'nova',
    path: '/etc/nova/nova-compute.conf',
    owner: 'root',
    group: 'nova',
    mode: '0640',
    sections: {
      ...sections,
      DEFAULT: {
        ...sections['DEFAULT'],
        ...resizeOptions(context),
        compute_driver: 'libvirt.LibvirtDriver',
        instances_path: '/var/lib/nova/instances',
      },
      libvirt: emulated
        ? { virt_type: 'qemu', cpu_mode: 'custom', cpu_models: 'Nehalem' }
        : { virt_type: 'kvm', cpu_mode: 'host-model' },
      vnc: {
        enabled: true,
        server_listen: host.addresses.management,
        server_proxyclient_address: host.addresses.management,
        novncproxy_base_url: publicUrl(context, { port: consolePort, path: '/vnc_auto.html' }),
      },
    },
  };
}
