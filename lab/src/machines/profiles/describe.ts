import type { MachineDescription } from '../schema.ts';
import { fraction, hash, hexLabel, label, uuid } from '../seeded.ts';
import type { DriveBays, Profile } from './profile.ts';

/** Which machine of a profile: no two of (seed, index) share a serial number, UUID, MAC address or WWN. */
export type Individual = {
  name: string;
  seed: number;
  /** Below 2^17. */
  index: number;
  bmc: { address: string; password: string; virtualMedia?: false; httpBoot?: false };
};

export function describe(profile: Profile, individual: Individual): MachineDescription {
  const { name, seed, index, bmc } = individual;
  const { serial, sockets, processor, memory } = profile;
  return {
    name,
    uuid: uuid(seed, index, 'system'),
    manufacturer: profile.manufacturer,
    model: profile.model,
    serial: serial(label(seed, index, 0)),
    profile: profile.name,
    processors: sockets.map((socket) => ({ socket, ...processor })),
    dimms: memory.slots.map((slot, position) => ({
      slot,
      manufacturer: memory.manufacturer,
      part: memory.part,
      serial: hexLabel(seed, index, 128 + position),
      mebibytes: memory.mebibytes,
      mhz: memory.mhz,
    })),
    drives: drivesOf(profile.drives, individual),
    nics: profile.nics.map((nic, position) => ({ ...nic, mac: macAddress(seed, index, position) })),
    accelerators: profile.accelerators.map((accelerator, position) => ({
      ...accelerator,
      serial: hexLabel(seed, index, 192 + position),
    })),
    firmware: profile.firmware,
    bmc: { ...profile.bmc, ...bmc },
    powerSupplies: profile.powerSupplies,
    fans: profile.fans,
  };
}

function drivesOf(groups: DriveBays[], { seed, index }: Individual): MachineDescription['drives'] {
  return groups
    .flatMap(({ bays, ...group }) => bays.map((bay) => ({ bay, group })))
    .map(({ bay, group: { serialPrefix, ...group } }, position) => ({
      bay,
      ...group,
      serial: `${serialPrefix}${label(seed, index, 1 + position)}`,
      wwn: worldWideName(group.protocol === 'NVMe' ? 'eui.0025385' : 'naa.5000c50', seed, index, position),
    }));
}

/** Nine hexadecimal digits behind the vendor's: eight bits of the seed, twenty of the machine, eight of the drive. */
function worldWideName(vendor: string, seed: number, index: number, drive: number): string {
  const seedDigits = (hash(seed, 'wwn') & 0xff).toString(16).padStart(2, '0');
  const digits = (index * 256 + drive).toString(16).padStart(7, '0');
  return `${vendor}${seedDigits}${digits}`;
}

/** Locally administered (IEEE 802, bit 2 of the first octet), so never one of a real NIC. Eight a machine. */
function macAddress(seed: number, index: number, nic: number): string {
  const number = index * 8 + nic;
  const octets = [0x06, hash(seed, 'mac') & 0xff, number >>> 24, number >>> 16, number >>> 8, number];
  return octets.map((octet) => (octet & 0xff).toString(16).padStart(2, '0')).join(':');
}

/** Twelve hexadecimal digits that the fleet of a seed shares, as a site that has set its BMCs' passwords. */
export function fleetPassword(seed: number): string {
  const digits = [0, 1].map((part) => hash(seed, 'password', part).toString(16).padStart(8, '0')).join('');
  return `sim-${digits.slice(0, 12)}`;
}

/** From 0 up to 1: where in the fleet's mix a machine is. */
export const placeInMix = (seed: number, index: number): number => fraction(seed, index, 'profile');
