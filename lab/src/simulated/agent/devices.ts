import type { Drive, MachineDescription, Nic } from '../../machines/schema.ts';

/** A drive as the agent's operating system names it: '/dev/nvme0n1', '/dev/sdc'. */
export type Device = { path: string; drive: Drive };

/** In the order of the bays, as the kernel finds them: NVMe by itself, all others one after the other. */
export function devicesOf({ drives }: Pick<MachineDescription, 'drives'>): Device[] {
  let nvme = 0;
  let scsi = 0;
  return drives.map((drive) => ({
    path: drive.protocol === 'NVMe' ? `/dev/nvme${nvme++}n1` : `/dev/sd${letters(scsi++)}`,
    drive,
  }));
}

/** a to z, then aa, ab, … */
function letters(index: number): string {
  const last = String.fromCodePoint(97 + (index % 26));
  return index < 26 ? last : letters(Math.floor(index / 26) - 1) + last;
}

/** As udev writes it: '0x5000c500…' for SCSI's, 'eui.…' for NVMe's. */
export const kernelWwn = ({ wwn }: Drive): string => wwn.replace(/^naa\./, '0x');

export const isRotational = ({ media }: Drive): boolean => media === 'HDD';

/** What our hardware manager says of a disk in each of its answers. */
export function described({ path, drive }: Device) {
  return {
    name: path,
    serial: drive.serial,
    wwn: kernelWwn(drive),
    model: drive.model,
    bytes: drive.bytes,
    rotational: isRotational(drive),
    transport: drive.protocol.toLowerCase(),
  };
}

/** The NICs that are found, each in the place that it has in the whole machine: names and addresses come from the slot. */
export function nicsIn(whole: MachineDescription, found: MachineDescription): { nic: Nic; place: number }[] {
  return found.nics.map((nic) => ({ nic, place: whole.nics.findIndex(({ name }) => name === nic.name) }));
}

/** The kernel's name of a NIC, by its place: 'eno1', 'eno2', … */
export const nicName = (place: number): string => `eno${place + 1}`;
