import { numbered, type Profile, TB } from './profile.ts';

export const hpeDl380: Profile = {
  name: 'hpe-dl380',
  title: 'HPE ProLiant DL380 Gen10 Plus: general, 48 cores, 384 GiB, SAS SSD',
  manufacturer: 'HPE',
  model: 'ProLiant DL380 Gen10 Plus',
  serial: (label) => `CZ2${label}`,
  processor: {
    manufacturer: 'Intel(R) Corporation',
    model: 'Intel(R) Xeon(R) Gold 6342 CPU @ 2.80GHz',
    cores: 24,
    threads: 48,
    maxMhz: 3500,
  },
  sockets: ['Proc 1', 'Proc 2'],
  memory: {
    slots: [...numbered('P1-D', 1, 6), ...numbered('P2-D', 1, 6)],
    mebibytes: 32 * 1024,
    mhz: 3200,
    part: 'P06187-001',
    manufacturer: 'HPE',
  },
  drives: [
    {
      bays: numbered('Bay-', 1, 8),
      manufacturer: 'HPE',
      model: 'VO001920RZWUV',
      serialPrefix: '62E0A0',
      firmware: 'HPD4',
      protocol: 'SAS',
      media: 'SSD',
      bytes: 1.92 * TB,
    },
  ],
  nics: [
    { name: 'NIC-1', manufacturer: 'Intel', model: 'I350-T4 OCP3 1GbE', mbps: 1000 },
    { name: 'NIC-2', manufacturer: 'Intel', model: 'I350-T4 OCP3 1GbE', mbps: 1000 },
    { name: 'NIC-3', manufacturer: 'Mellanox', model: 'MCX631102AS 25GbE SFP28', mbps: 25_000 },
    { name: 'NIC-4', manufacturer: 'Mellanox', model: 'MCX631102AS 25GbE SFP28', mbps: 25_000 },
  ],
  accelerators: [],
  firmware: [
    { component: 'System ROM', version: 'U46 v2.00 (05/17/2024)' },
    { component: 'Smart Array P408i-a', version: '7.00' },
    { component: 'Innovation Engine', version: '0.2.3.0' },
    { component: 'NIC-3', version: '26.37.1014' },
  ],
  bmc: { manufacturer: 'HPE', firmware: 'iLO 5 v3.06', user: 'Administrator' },
  powerSupplies: 2,
  fans: 6,
};
