import type { Drive, Fault, MachineDescription } from './schema.ts';
import { hash, hexLabel, label } from './seeded.ts';

/**
 * The machine as its firmware finds it under the given faults, whose parts are named: parts that are missing are not
 * there, a swapped one is of the same model with another serial number, WWN or MAC address.
 */
export function asFound(machine: MachineDescription, faults: readonly Fault[]): MachineDescription {
  const of = (name: Fault['name']) =>
    new Set(faults.filter((fault) => fault.name === name).map(({ target }) => target));
  if (faults.length === 0) return machine;
  const [dimmsGone, drivesGone, nicsGone] = [of('dimm-missing'), of('disk-missing'), of('nic-missing')];
  const swapped = of('part-swapped');
  return {
    ...machine,
    dimms: machine.dimms
      .filter(({ slot }) => !dimmsGone.has(slot))
      .map((dimm) => (swapped.has(dimm.slot) ? { ...dimm, serial: otherHex(machine, dimm.serial) } : dimm)),
    drives: machine.drives
      .filter(({ bay }) => !drivesGone.has(bay))
      .map((drive) => (swapped.has(drive.bay) ? swapDrive(machine, drive) : drive)),
    nics: machine.nics
      .filter(({ name }) => !nicsGone.has(name))
      .map((nic) => (swapped.has(nic.name) ? { ...nic, mac: otherMac(machine, nic.mac) } : nic)),
  };
}

const otherHex = ({ uuid }: MachineDescription, serial: string): string =>
  hexLabel(hash(uuid, serial, 'swapped'), 0, 0);

function swapDrive({ uuid }: MachineDescription, drive: Drive): Drive {
  const seed = hash(uuid, drive.serial, 'swapped');
  const digits = hexLabel(seed, 0, 1).toLowerCase();
  return {
    ...drive,
    serial: `${drive.serial.slice(0, -7)}${label(seed, 0, 0)}`,
    wwn: `${drive.wwn.slice(0, -8)}${digits}`,
  };
}

/** In a range of its own, so that it is no other machine's. */
function otherMac({ uuid }: MachineDescription, mac: string): string {
  const digits = hash(uuid, mac, 'swapped').toString(16).padStart(8, '0');
  return ['0a', 'ff', ...(digits.match(/../g) ?? [])].join(':');
}
