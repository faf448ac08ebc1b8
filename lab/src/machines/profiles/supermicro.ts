import { GB, numbered, type Profile, TB } from './profile.ts';

const bmc = { manufacturer: 'Supermicro', firmware: '01.03.14', user: 'ADMIN' };

export const supermicroStorage: Profile = {
  name: 'supermicro-storage',
  title: 'Supermicro SSG-540P: storage, 24 disks of 18 TB, NVMe journal',
  manufacturer: 'Supermicro',
  model: 'SSG-540P-E1CTR45H',
  serial: (label) => `S4${label}`,
  processor: {
    manufacturer: 'Intel(R) Corporation',
    model: 'Intel(R) Xeon(R) Silver 4314 CPU @ 2.40GHz',
    cores: 16,
    threads: 32,
    maxMhz: 3400,
  },
  sockets: ['CPU1', 'CPU2'],
  memory: {
    slots: [...numbered('P1-DIMMA', 1, 4), ...numbered('P2-DIMMA', 1, 4)],
    mebibytes: 32 * 1024,
    mhz: 3200,
    part: 'MTA36ASF4G72PZ-3G2R',
    manufacturer: 'Micron Technology',
  },
  drives: [
    {
      bays: numbered('M2-', 0, 2),
      manufacturer: 'Samsung',
      model: 'SAMSUNG MZ1L2960HCJR-00A07',
      serialPrefix: 'S665NE0',
      firmware: 'GDC7302Q',
      protocol: 'NVMe',
      media: 'SSD',
      bytes: 960 * GB,
    },
    {
      bays: numbered('Disk.', 0, 24),
      manufacturer: 'Seagate',
      model: 'ST18000NM000J-2TV103',
      serialPrefix: 'Z',
      firmware: 'SN04',
      protocol: 'SATA',
      media: 'HDD',
      bytes: 18 * TB,
    },
  ],
  nics: [
    { name: 'NIC1', manufacturer: 'Intel', model: 'X550 10GBASE-T', mbps: 10_000 },
    { name: 'NIC2', manufacturer: 'Intel', model: 'X550 10GBASE-T', mbps: 10_000 },
    { name: 'AOC1-1', manufacturer: 'Mellanox', model: 'ConnectX-6 Lx 25GbE', mbps: 25_000 },
    { name: 'AOC1-2', manufacturer: 'Mellanox', model: 'ConnectX-6 Lx 25GbE', mbps: 25_000 },
  ],
  accelerators: [],
  firmware: [
    { component: 'BIOS', version: '1.6' },
    { component: 'CPLD', version: 'F1.00.36' },
    { component: 'SAS3816', version: '22.00.00.00' },
  ],
  bmc,
  powerSupplies: 2,
  fans: 5,
};

export const supermicroGpu: Profile = {
  ...supermicroStorage,
  name: 'supermicro-gpu',
  title: 'Supermicro AS-4125GS: eight GPUs, 128 cores, 1.5 TiB',
  model: 'AS-4125GS-TNRT',
  serial: (label) => `A4${label}`,
  processor: {
    manufacturer: 'Advanced Micro Devices, Inc.',
    model: 'AMD EPYC 9554 64-Core Processor',
    cores: 64,
    threads: 128,
    maxMhz: 3750,
  },
  memory: {
    slots: [...numbered('P1-DIMMA', 1, 12), ...numbered('P2-DIMMA', 1, 12)],
    mebibytes: 64 * 1024,
    mhz: 4800,
    part: 'M321R8GA0BB0-CQK',
    manufacturer: 'Samsung',
  },
  drives: [
    {
      bays: numbered('NVMe.', 0, 4),
      manufacturer: 'Samsung',
      model: 'SAMSUNG MZWLO7T6HBLA-00A07',
      serialPrefix: 'S7UJNE0',
      firmware: 'OPPA3B5Q',
      protocol: 'NVMe',
      media: 'SSD',
      bytes: 7.68 * TB,
    },
  ],
  nics: [
    { name: 'NIC1', manufacturer: 'Intel', model: 'X710 10GBASE-T', mbps: 10_000 },
    { name: 'NIC2', manufacturer: 'Intel', model: 'X710 10GBASE-T', mbps: 10_000 },
    { name: 'AOC1-1', manufacturer: 'NVIDIA', model: 'ConnectX-7 400GbE OSFP', mbps: 400_000 },
    { name: 'AOC2-1', manufacturer: 'NVIDIA', model: 'ConnectX-7 400GbE OSFP', mbps: 400_000 },
  ],
  accelerators: numbered('GPU', 1, 8).map((slot) => ({
    slot,
    kind: 'GPU' as const,
    manufacturer: 'NVIDIA',
    model: 'NVIDIA L40S 48GB',
  })),
  firmware: [
    { component: 'BIOS', version: '1.8' },
    { component: 'CPLD', version: 'F2.01.10' },
    { component: 'GPU', version: '95.02.66.00.0A' },
  ],
  powerSupplies: 4,
  fans: 10,
};
