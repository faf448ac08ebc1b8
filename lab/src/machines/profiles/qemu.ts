import type { MachineDescription } from '../schema.ts';
import { describe, type Individual } from './describe.ts';
import { numbered, type Profile } from './profile.ts';

/** What a lab machine has; sizes are given, all else is made up from its number. */
export type QemuMachine = {
  name: string;
  /** Its number in the lab. */
  index: number;
  cpus: number;
  memoryMebibytes: number;
  /** Bytes of each SATA disk. */
  disks: number[];
  /** Bytes of each NVMe disk. */
  nvmeDisks?: number[];
  nics: number;
  bmc: Individual['bmc'];
};

/** Lab machines are told apart by their number alone, so that the same lab comes up with the same serial numbers. */
const seed = 0;

export function describeQemuMachine(machine: QemuMachine): MachineDescription {
  const { name, index, bmc } = machine;
  return describe(profileFor(machine), { name, seed, index, bmc });
}

function profileFor({ cpus, memoryMebibytes, disks, nvmeDisks = [], nics }: QemuMachine): Profile {
  return {
    name: 'lab-qemu',
    title: 'A machine of the lab: QEMU with UEFI firmware',
    manufacturer: 'Tuskar Lab',
    model: 'QEMU Q35',
    serial: (label) => `TL${label}`,
    processor: { manufacturer: 'QEMU', model: 'QEMU Virtual CPU', cores: cpus, threads: cpus, maxMhz: 2000 },
    sockets: ['CPU1'],
    memory: memoryOf(memoryMebibytes),
    drives: [
      ...disks.map((bytes) => ({ model: 'QEMU HARDDISK', protocol: 'SATA' as const, bytes })),
      ...nvmeDisks.map((bytes) => ({ model: 'QEMU NVMe Ctrl', protocol: 'NVMe' as const, bytes })),
    ].map((drive, position) => ({
      bays: [`bay-${position}`],
      manufacturer: 'QEMU',
      serialPrefix: 'QD',
      firmware: '2.5+',
      media: 'SSD',
      ...drive,
    })),
    nics: numbered('nic-', 0, nics).map((name) => ({
      name,
      manufacturer: 'Red Hat',
      model: 'Virtio network device',
      mbps: 10_000,
    })),
    accelerators: [],
    firmware: [{ component: 'BIOS', version: 'OVMF' }],
    bmc: { manufacturer: 'Tuskar Lab', firmware: '1.0.0', user: 'admin' },
    powerSupplies: 2,
    fans: 4,
  };
}

/** Two DIMMs where the size is even, so that one can go missing and the machine still starts. */
function memoryOf(mebibytes: number): Profile['memory'] {
  const even = mebibytes % 2 === 0;
  return {
    slots: even ? ['A1', 'B1'] : ['A1'],
    mebibytes: even ? mebibytes / 2 : mebibytes,
    mhz: 3200,
    part: 'TL-DIMM',
    manufacturer: 'QEMU',
  };
}
