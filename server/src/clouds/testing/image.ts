import type { ImageFacts } from '../image-catalogue.ts';
import { indexOptions } from '../options/index-options.ts';
import type { OptionSchema } from '../options/schema.ts';

function option(name: string, type: string, more: Partial<OptionSchema> = {}): OptionSchema {
  return { name, dest: name, type, ...more };
}

/** A few of nova's options as oslo-config-generator describes them, one or two of each type. */
export const novaOptions = indexOptions({
  options: {
    DEFAULT: {
      opts: [
        option('cpu_allocation_ratio', 'floating point value', { min: 0 }),
        option('osapi_compute_workers', 'integer value', { min: 1 }),
        option('debug', 'boolean value'),
        option('state_path', 'string value'),
        option('instances_path', 'string value'),
        option('instance_name_template', 'string value'),
        option('my_ip', 'host address value'),
        option('enabled_apis', 'list value'),
        option('transport_url', 'string value', { secret: true }),
        option('preallocate_images', 'string value', {
          choices: [
            ['none', 'No storage'],
            ['space', null],
          ],
        }),
        option('use_ipv6', 'boolean value', {
          deprecated_for_removal: true,
          deprecated_reason: 'nova-network is gone',
        }),
      ],
    },
    libvirt: {
      opts: [
        option('virt_type', 'string value', {
          choices: [
            ['kvm', null],
            ['qemu', null],
            ['lxc', null],
          ],
        }),
        option('sysinfo_serial', 'string value'),
        option('num_pcie_ports', 'integer value', { min: 0, max: 28 }),
        option('cpu_mode', 'string value'),
        option('disk_cachemodes', 'list value'),
      ],
    },
    pci: {
      opts: [
        option('device_spec', 'multi valued', {
          deprecated_opts: [{ group: 'pci', name: 'passthrough_whitelist' }],
        }),
      ],
    },
    neutron: {
      opts: [option('auth_type', 'unknown value'), option('metadata_proxy_shared_secret', 'string value')],
    },
  },
  dynamic: [],
});

/** An image that describes nova's options and no others. */
export const testImage: ImageFacts = {
  id: 'host-0123456789ab',
  options: new Map([['nova', novaOptions]]),
};
