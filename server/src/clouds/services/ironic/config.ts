import { databaseUrl } from '../database.ts';
import type { CompileContext, ConfigFile, HostFacts, IniSections } from '../module.ts';
import { caPath, isDataHost } from '../topology.ts';
import {
  agentInitramfs,
  agentKernel,
  apiPort,
  backendPort,
  bootLoader,
  directories,
  htpasswd,
  imagePort,
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

function interfaces(pxe: boolean): IniSections[string] {
  return {
    enabled_hardware_types: pxe ? ['redfish', 'ipmi'] : ['redfish'],
    enabled_boot_interfaces: pxe ? ['redfish-virtual-media', 'pxe', 'http'] : ['redfish-virtual-media'],
    enabled_management_interfaces: pxe ? ['redfish', 'ipmitool'] : ['redfish'],
    enabled_power_interfaces: pxe ? ['redfish', 'ipmitool'] : ['redfish'],
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
  const { pxe } = provisioning(context);
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
      ...interfaces(pxe),
    },
    api: {
      host_ip: '127.0.0.1',
      port: backendPort,
      public_endpoint: `https://${address}:${apiPort}`,
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
      http_url: `http://${address}:${imagePort}`,
      default_boot_mode: 'uefi',
      // An agent that runs is used for what comes next: a burn-in of six tests boots once.
      fast_track: true,
      erase_devices_priority: 0,
      erase_devices_metadata_priority: 0,
    },
    dhcp: { dhcp_provider: 'none' },
    inspector: {
      require_managed_boot: true,
      // The last is our own: memory by slot, disks with their health, versions of firmware.
      extra_kernel_params: 'ipa-inspection-collectors=default,pci-devices,lldp,tuskar',
    },
    inventory: { data_backend: 'database' },
    oslo_concurrency: { lock_path: '/var/lib/ironic/locks' },
    pxe: {
      tftp_root: directories.tftp,
      tftp_server: address,
      images_path: `${directories.base}/images`,
      instance_master_path: `${directories.base}/master-images`,
      tftp_master_path: `${directories.base}/master-ramdisks`,
      loader_file_paths: [
        'bootx64.efi:/usr/lib/shim/shimx64.efi.signed',
        'grubx64.efi:/usr/lib/grub/x86_64-efi-signed/grubnetx64.efi.signed',
      ],
      uefi_pxe_bootfile_name: 'bootx64.efi',
    },
    redfish: { kernel_append_params: 'nofb vga=normal console=tty0 console=ttyS0,115200n8' },
    service_catalog: { auth_type: 'none', endpoint_override: `https://${address}:${apiPort}` },
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
