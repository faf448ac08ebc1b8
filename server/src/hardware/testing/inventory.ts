import type { Inventory } from '@tuskar/contract/inventory.ts';
import { normaliseInventory } from '../inventory/normalise.ts';

type SampleDisk = { serial: string | null; bay?: string; firmware?: string; bytes?: number; model?: string };
type SampleDimm = { slot: string; serial?: string; mebibytes?: number };

export type SampleOptions = {
  serial?: string;
  disks?: SampleDisk[];
  dimms?: SampleDimm[];
  bios?: string;
  mac?: string;
  megabits?: number;
  manufacturer?: string;
  model?: string;
};

export const slots = ['A1', 'A2', 'B1', 'B2'];

/** What the bare-metal service would answer for one machine. */
export function sampleAnswer(options: SampleOptions = {}) {
  const { serial = 'SN-1', bios = '2.4.0', mac = '52:54:00:00:00:01', megabits = 25_000 } = options;
  const disks: SampleDisk[] =
    options.disks ?? [1, 2, 3, 4].map((bay) => ({ serial: `${serial}-D${bay}`, bay: `bay ${bay}` }));
  const dimms: SampleDimm[] = options.dimms ?? slots.map((slot) => ({ slot }));
  return {
    inventory: {
      cpu: {
        model_name: 'Xeon Gold 6330',
        frequency: '2000.0',
        count: 112,
        socket_count: 2,
        architecture: 'x86_64',
      },
      memory: { total: 134_000_000_000, physical_mb: dimms.length * 32_768 },
      disks: disks.map(({ serial, bytes = 960_197_124_096, model = 'MZ7L3960' }, index) => ({
        name: `/dev/sd${String.fromCodePoint(97 + index)}`,
        model,
        size: bytes,
        rotational: false,
        wwn: null,
        serial,
        by_path: `/dev/disk/by-path/pci-0000:00:17.0-ata-${index + 1}`,
      })),
      interfaces: [
        {
          name: 'eno1',
          mac_address: mac,
          has_carrier: true,
          pci_address: '0000:31:00.0',
          speed_mbps: megabits,
          lldp: null,
        },
      ],
      bmc_address: '198.18.48.11',
      boot: { current_boot_mode: 'uefi' },
      system_vendor: {
        product_name: options.model ?? 'R650',
        serial_number: serial,
        manufacturer: options.manufacturer ?? 'Dell Inc.',
        firmware: { vendor: 'Dell', version: bios, build_date: '01/02/2026' },
      },
    },
    plugin_data: {
      lldp_raw: {
        eno1: [
          [2, '05457468312f31'],
          [5, '6c656166312d6131'],
        ],
      },
      tuskar: {
        format: 1,
        processors: [0, 1].map((socket) => ({
          socket: `CPU${socket}`,
          manufacturer: 'Intel',
          model: 'Xeon Gold 6330',
          cores: 28,
          threads: 56,
          megahertz: 2000,
        })),
        memory: [
          ...dimms.map(({ slot, serial: own, mebibytes = 32_768 }) => ({
            slot,
            manufacturer: 'Samsung',
            part: 'M393A4K40EB3',
            serial: own ?? `${serial}-${slot}`,
            bytes: mebibytes * 2 ** 20,
            speed: '3200 MT/s',
            type: 'DDR4',
          })),
          { slot: 'C1', bytes: 0 },
        ],
        disks: disks.map(({ bay, serial, firmware = 'JXTC104Q' }, index) => ({
          name: `/dev/sd${String.fromCodePoint(97 + index)}`,
          serial,
          smart: { firmware },
          bay,
          transport: 'sata',
        })),
        pci: [
          { address: '0000:17:00.0', class: '0x030200', vendor: '0x10de', device: '0x20b5' },
          { address: '0000:03:00.0', class: '0x030000', vendor: '0x102b', device: '0x0536' },
        ],
        bmc: { firmware: '6.10.30' },
      },
    },
  };
}

export function sampleInventory(options: SampleOptions = {}): Inventory {
  const inventory = normaliseInventory(sampleAnswer(options));
  if (inventory === undefined) throw new Error('the sample cannot be read');
  return inventory;
}
