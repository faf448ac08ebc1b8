import { GB, numbered, type Profile, TB } from './profile.ts';

const bmc = { manufacturer: 'Dell Inc.', firmware: '7.10.50.00', user: 'root' };

const boss = {
  bays: numbered('BOSS.', 0, 2),
  manufacturer: 'Micron',
  model: 'MTFDDAV480TDS',
  serialPrefix: '2217',
  firmware: 'D3DJ004',
  protocol: 'SATA' as const,
  media: 'SSD' as const,
  bytes: 480 * GB,
};

export const dellR650: Profile = {
  name: 'dell-r650',
  title: 'Dell PowerEdge R650: compute, 64 cores, 512 GiB, NVMe',
  manufacturer: 'Dell Inc.',
  model: 'PowerEdge R650',
  serial: (label) => label,
  processor: {
    manufacturer: 'Intel',
    model: 'Intel(R) Xeon(R) Gold 6338 CPU @ 2.00GHz',
    cores: 32,
    threads: 64,
    maxMhz: 3200,
  },
  sockets: ['CPU.Socket.1', 'CPU.Socket.2'],
  memory: {
    slots: [...numbered('A', 1, 8), ...numbered('B', 1, 8)],
    mebibytes: 32 * 1024,
    mhz: 3200,
    part: 'M393A4K40EB3-CWE',
    manufacturer: 'Samsung',
  },
  drives: [
    boss,
    {
      bays: numbered('Bay.', 0, 2),
      manufacturer: 'Samsung',
      model: 'Dell Ent NVMe PM1733a RI 1.92TB',
      serialPrefix: 'S6UUNE0',
      firmware: '2.5.0',
      protocol: 'NVMe',
      media: 'SSD',
      bytes: 1.92 * TB,
    },
  ],
  nics: [
    nic('NIC.Embedded.1-1', 'Broadcom', 'BCM5720 2-port 1GBASE-T', 1000),
    nic('NIC.Embedded.2-1', 'Broadcom', 'BCM5720 2-port 1GBASE-T', 1000),
    nic('NIC.Integrated.1-1', 'Mellanox', 'ConnectX-5 EN 25GbE Dual-port SFP28', 25_000),
    nic('NIC.Integrated.1-2', 'Mellanox', 'ConnectX-5 EN 25GbE Dual-port SFP28', 25_000),
  ],
  accelerators: [],
  firmware: [
    { component: 'BIOS', version: '1.14.1' },
    { component: 'NIC.Integrated.1', version: '16.35.30.06' },
    { component: 'BOSS-S2', version: '2.5.13.4009' },
    { component: 'CPLD', version: '1.1.1' },
  ],
  bmc,
  powerSupplies: 2,
  fans: 8,
};

export const dellR7625: Profile = {
  ...dellR650,
  name: 'dell-r7625',
  title: 'Dell PowerEdge R7625: compute, 128 cores, 1.5 TiB, NVMe',
  model: 'PowerEdge R7625',
  processor: {
    manufacturer: 'AMD',
    model: 'AMD EPYC 9534 64-Core Processor',
    cores: 64,
    threads: 128,
    maxMhz: 3700,
  },
  memory: {
    slots: [...numbered('A', 1, 12), ...numbered('B', 1, 12)],
    mebibytes: 64 * 1024,
    mhz: 4800,
    part: 'HMCG94MEBRA123N',
    manufacturer: 'SK hynix',
  },
  drives: [
    boss,
    {
      bays: numbered('Bay.', 0, 6),
      manufacturer: 'Kioxia',
      model: 'Dell Ent NVMe CM6 MU 3.2TB',
      serialPrefix: '8CX0A0',
      firmware: '2.2.1',
      protocol: 'NVMe',
      media: 'SSD',
      bytes: 3.2 * TB,
    },
  ],
  nics: [
    nic('NIC.Embedded.1-1', 'Broadcom', 'BCM5720 2-port 1GBASE-T', 1000),
    nic('NIC.Integrated.1-1', 'Mellanox', 'ConnectX-6 Dx 100GbE Dual-port QSFP56', 100_000),
    nic('NIC.Integrated.1-2', 'Mellanox', 'ConnectX-6 Dx 100GbE Dual-port QSFP56', 100_000),
  ],
  firmware: [
    { component: 'BIOS', version: '1.8.3' },
    { component: 'NIC.Integrated.1', version: '22.36.10.10' },
    { component: 'BOSS-N1', version: '2.1.13.2025' },
    { component: 'CPLD', version: '1.4.0' },
  ],
  fans: 6,
};

function nic(name: string, manufacturer: string, model: string, mbps: number) {
  return { name, manufacturer, model, mbps };
}
