import { databaseUrl } from '../database.ts';
import type { CompileContext, ConfigFile, HostFacts, IniSections } from '../module.ts';
import { caPath, isDataHost } from '../topology.ts';
import { networkBootSections } from './network-boot.ts';
import {
  agentInitramfs,
  agentKernel,
  apiUrl,
  backendPort,
  bootLoader,
  directories,
  htpasswd,
  imageUrl,
  inspectionParameters,
  kernelParameters,
  type Provisioning,
  provisioning,
  provisioningAddress,
} from './places.ts';

export const ironicDatabase = { name: 'ironic', user: 'ironic' } as const;

/** Whether the database server of a cloud is on the undercloud's own host. */
export function usesServer(context: CompileContext, host: HostFacts): boolean {
  return context.carries('mariadb') && isDataHost(context, host);
}

/**
 * SQLite is enough for an undercloud by itself: one process works with it, and it took 4,000 nodes in 166 MB. Where the
 * host has a database server in any case, Ironic is in it, and gets the server's care.
 */
export function databaseConnection(context: CompileContext, host: HostFacts): string {
  return usesServer(context, host)
    ? databaseUrl(context, ironicDatabase)
    : 'sqlite:////var/lib/ironic/ironic.sqlite';
}

function interfaces({ pxe, discover }: Provisioning): IniSections[string] {
  const discovers = discover !== 'none';
  const also = (wanted: boolean, ...names: string[]): string[] => (wanted ? names : []);
  return {
    // What was discovered has no BMC that anybody knows.
    enabled_hardware_types: ['redfish', ...also(pxe, 'ipmi'), ...also(discovers, 'manual-management')],
    enabled_boot_interfaces: ['redfish-virtual-media', ...also(pxe, 'pxe', 'http')],
    enabled_management_interfaces: ['redfish', ...also(pxe, 'ipmitool'), ...also(discovers, 'noop')],
    enabled_power_interfaces: ['redfish', ...also(pxe, 'ipmitool'), ...also(discovers, 'agent')],
    enabled_deploy_interfaces: ['direct'],
    enabled_inspect_interfaces: ['agent'],
    enabled_network_interfaces: ['noop'],
    enabled_rescue_interfaces: ['agent', 'no-rescue'],
    enabled_raid_interfaces: ['agent', 'no-raid'],
    // What the agent finds says the same, and spares every BMC many requests.
    enabled_bios_interfaces: ['no-bios'],
    enabled_firmware_interfaces: ['no-firmware'],
    enabled_console_interfaces: ['no-console'],
    enabled_storage_interfaces: ['noop'],
    enabled_vendor_interfaces: ['no-vendor'],
    default_rescue_interface: 'agent',
    default_network_interface: 'noop',
  };
}

function sections(context: CompileContext, host: HostFacts): IniSections {
  const address = provisioningAddress(context, host);
  return {
    DEFAULT: {
      auth_strategy: 'http_basic',
      http_basic_auth_user_file: htpasswd,
      // API and conductor are one process.
      rpc_transport: 'none',
      // The same for ever: nodes stay locked by a conductor of another name.
      host: 'undercloud',
      state_path: '/var/lib/ironic',
      tempdir: directories.temporary,
      grub_config_path: 'boot/grub/grub.cfg',
      ...interfaces(provisioning(context)),
    },
    api: {
      host_ip: '127.0.0.1',
      port: backendPort,
      public_endpoint: apiUrl(address),
    },
    agent: {
      image_download_source: 'http',
      // What measured and what failed is in there.
      deploy_logs_collect: 'always',
      deploy_logs_storage_backend: 'local',
      deploy_logs_local_path: directories.logs,
      api_ca_file: caPath,
    },
    conductor: {
      deploy_kernel: `file://${agentKernel}`,
      deploy_ramdisk: `file://${agentInitramfs}`,
      // The rescue system is the agent, which lets somebody in.
      rescue_kernel: `file://${agentKernel}`,
      rescue_ramdisk: `file://${agentInitramfs}`,
      bootloader: `file://${bootLoader}`,
      file_url_allowed_paths: [directories.boot, directories.files],
      // Tuskar says when a disk is erased, and keeps the proof.
      automated_clean: false,
      // A rack of machines is burnt in at once; how many is Tuskar's to say.
      max_concurrent_clean: 1000,
      max_concurrent_deploy: 1000,
    },
    database: { connection: databaseConnection(context, host) },
    deploy: {
      http_root: directories.http,
      http_url: imageUrl(address),
      default_boot_mode: 'uefi',
      // An agent that runs is used for what comes next: a burn-in of six tests boots once.
      fast_track: true,
      erase_devices_priority: 0,
      erase_devices_metadata_priority: 0,
    },
    dhcp: { dhcp_provider: 'none' },
    inspector: {
      require_managed_boot: true,
      extra_kernel_params: inspectionParameters,
    },
    inventory: { data_backend: 'database' },
    oslo_concurrency: { lock_path: '/var/lib/ironic/locks' },
    ...networkBootSections(context, host),
    redfish: { kernel_append_params: kernelParameters },
    service_catalog: { auth_type: 'none', endpoint_override: apiUrl(address) },
  };
}

export function ironicConfig(context: CompileContext, host: HostFacts): ConfigFile {
  return {
    kind: 'config',
    id: 'ironic:config',
    file: 'ironic.conf',
    schema: 'ironic',
    path: '/etc/ironic/ironic.conf',
    owner: 'root',
    group: 'ironic',
    mode: '0640',
    sections: sections(context, host),
  };
}
