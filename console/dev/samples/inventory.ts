import type { Inventory } from '@tuskar/contract/inventory.ts';
import type { Machine } from '@tuskar/contract/machine.ts';

const slots = ['A', 'B'].flatMap((channel) =>
  Array.from({ length: 8 }, (_, index) => `${channel}${index + 1}`),
);

/** A serial number of its own for each part of a machine: 'S4YNX0R7-2'. */
const serialOf = ({ serial, name }: Machine, part: string) => `${serial ?? name.toUpperCase()}-${part}`;

const macOf = ({ unit, rack }: Machine, port: number) =>
  `52:54:00:${hex(Number(/\d+/.exec(rack ?? '0')?.[0] ?? 0))}:${hex(unit ?? 0)}:${hex(port)}`;
const hex = (value: number) => value.toString(16).padStart(2, '0');

/** A server with two processors, sixteen DIMMs, four disks of flash and two ports of 25 Gbit/s. */
export function sampleInventory(machine: Machine, change: Partial<Inventory> = {}): Inventory {
  return {
    manufacturer: machine.manufacturer,
    model: machine.model,
    serial: machine.serial,
    bootMode: 'uefi',
    memoryMebibytes: 524_288,
    processors: [0, 1].map((socket) => ({
      socket: `CPU${socket}`,
      manufacturer: 'Intel',
      model: 'Xeon Gold 6338',
      serial: null,
      cores: 32,
      threads: 64,
      megahertz: 2000,
    })),
    dimms: slots.map((slot) => ({
      slot,
      manufacturer: 'Samsung',
      partNumber: 'M393A4K40EB3-CWE',
      serial: serialOf(machine, slot),
      mebibytes: 32_768,
      megatransfers: 3200,
      type: 'DDR4',
    })),
    disks: [1, 2, 3, 4].map((bay) => ({
      name: `/dev/nvme${bay - 1}n1`,
      place: `bay ${bay}`,
      model: 'SAMSUNG MZQL23T8HCLS-00A07',
      serial: serialOf(machine, `D${bay}`),
      wwn: `eui.36344730529${bay}`,
      firmware: 'GDC5602Q',
      bytes: 3_840_755_982_336,
      rotational: false,
      transport: 'nvme',
    })),
    nics: [1, 2, 3, 4].map((port) => ({
      name: port <= 2 ? `ens1f${port - 1}np${port - 1}` : `eno${port - 2}`,
      mac: macOf(machine, port),
      model: port <= 2 ? 'MT27800 Family [ConnectX-5]' : 'I350 Gigabit',
      firmware: port <= 2 ? '16.35.2000' : null,
      pci: port <= 2 ? `0000:31:00.${port - 1}` : `0000:04:00.${port - 3}`,
      megabits: port <= 2 ? 25_000 : 1000,
      link: port !== 4,
      neighbour:
        port === 4
          ? null
          : {
              system:
                port <= 2
                  ? `leaf-${machine.rack ?? 'x'}-${'ab'[port - 1] ?? 'a'}`
                  : `oob-${machine.rack ?? 'x'}`,
              port: `Ethernet${machine.unit ?? 1}`,
              description: null,
            },
    })),
    gpus: [],
    accelerators: [],
    firmware: [
      { component: 'BIOS', version: '1.13.2', date: '2024-03-11' },
      { component: 'BMC', version: '6.10.30', date: null },
    ],
    bmc: { address: '10.20.1.7', mac: null, firmware: '6.10.30' },
    unread: [],
    ...change,
  };
}
