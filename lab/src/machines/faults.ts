import { TuskarError } from '@tuskar/contract/error.ts';
import type { Fault, FaultName, MachineDescription } from './schema.ts';

export type FaultDefinition = {
  /** What is wrong with the machine. */
  summary: string;
  /** Where and when it can be seen. */
  shows: string;
  /** The kind of part that a target names; null where the fault has none. */
  part: 'drive' | 'dimm' | 'nic' | 'power supply' | 'fan' | 'any' | null;
  /** Whether a fault of the inventory, which firmware sees when it next starts. */
  atNextStart: boolean;
  /** Who shows it: the BMC alone, or the machine's body beside it. */
  by: 'bmc' | 'body';
};

const bmc = { atNextStart: false, by: 'bmc' } as const;
const body = { atNextStart: false, by: 'body' } as const;
const inventory = { atNextStart: true, by: 'body' } as const;

/** Every fault there is; the command line's help and the documentation come from this table. */
export const faultTable: Record<FaultName, FaultDefinition> = {
  'bmc-timeout': {
    ...bmc,
    summary: 'The BMC accepts connections and never answers.',
    shows: 'At once. Each connection is held for two minutes at most, then cut.',
    part: null,
  },
  'bmc-wrong-password': {
    ...bmc,
    summary: "The BMC's password is not the one on record.",
    shows: 'At once: 401 for every credential and every session.',
    part: null,
  },
  'bmc-hangs-after-power-on': {
    ...bmc,
    summary: 'The BMC stops answering when the machine is powered on.',
    shows: 'From the next start of the machine until the fault is taken away.',
    part: null,
  },
  'bmc-error': {
    ...bmc,
    summary: 'The BMC answers every request with 503.',
    shows: 'At once.',
    part: null,
  },
  'no-boot': {
    ...body,
    summary: 'The machine has power, and its firmware never gets to boot anything.',
    shows: 'At the next start of the machine.',
    part: null,
  },
  'reboots-in-burn-in': {
    ...body,
    summary: 'The machine restarts by itself again and again some minutes after it has booted.',
    shows: 'Once the machine is under load; the BMC logs each restart.',
    part: null,
  },
  'disk-fails': {
    ...body,
    summary: 'A disk answers reads and writes with errors.',
    shows: 'At once: in the machine, in the drive’s health, and in the event log.',
    part: 'drive',
  },
  'disk-slow': {
    ...body,
    summary: 'A disk is many times slower than its siblings and reports no error.',
    shows: 'Only when measured.',
    part: 'drive',
  },
  'disk-missing': {
    ...inventory,
    summary: 'A disk is gone.',
    shows: 'In the inventory from the next start of the machine.',
    part: 'drive',
  },
  'dimm-missing': {
    ...inventory,
    summary: 'A DIMM is not seen any more; the machine has less memory.',
    shows: 'In the inventory and the event log from the next start of the machine.',
    part: 'dimm',
  },
  'dimm-errors': {
    ...bmc,
    summary: 'A DIMM has more corrected errors than it should.',
    shows: "At once: in the event log and as a warning in the DIMM's health.",
    part: 'dimm',
  },
  'nic-missing': {
    ...inventory,
    summary: 'A network interface is gone.',
    shows: 'In the inventory from the next start of the machine.',
    part: 'nic',
  },
  'part-swapped': {
    ...inventory,
    summary: 'A disk, DIMM or network interface is another of the same model, with another serial number.',
    shows: 'In the inventory from the next start of the machine.',
    part: 'any',
  },
  'power-lost': {
    ...bmc,
    summary: 'No mains: the machine is off and cannot be powered on. The BMC lives on standby power.',
    shows: 'At once. When power returns, a machine that was on is started again.',
    part: null,
  },
  'psu-failed': {
    ...bmc,
    summary: 'A power supply gives no output; the others carry its load.',
    shows: 'At once: in sensors, health and the event log.',
    part: 'power supply',
  },
  'fan-failed': {
    ...bmc,
    summary: 'A fan stands still; the others run faster.',
    shows: 'At once: in sensors, health and the event log.',
    part: 'fan',
  },
  overheat: {
    ...bmc,
    summary: 'The processors are over their critical temperature.',
    shows: 'While the machine is on: in sensors, health and the event log.',
    part: null,
  },
};

/** Names of the machine's parts that the fault can be of, first the one it is of where none is named. */
export function faultTargets(machine: MachineDescription, name: FaultName): string[] {
  const drives = machine.drives.map(({ bay }) => bay);
  const dimms = machine.dimms.map(({ slot }) => slot);
  const nics = machine.nics.map((nic) => nic.name);
  switch (faultTable[name].part) {
    case 'drive':
      return drives;
    case 'dimm':
      return dimms;
    case 'nic':
      return nics;
    case 'power supply':
      return powerSupplyNames(machine);
    case 'fan':
      return fanNames(machine);
    case 'any':
      return [...drives, ...dimms, ...nics];
    case null:
      return [];
  }
}

export const powerSupplyNames = ({ powerSupplies }: MachineDescription): string[] =>
  Array.from({ length: powerSupplies }, (_, index) => `PSU${index + 1}`);

export const fanNames = ({ fans }: MachineDescription): string[] =>
  Array.from({ length: fans }, (_, index) => `FAN${index + 1}`);

/** The fault with its part named; throws `lab-part-not-found` where the machine has no such part. */
export function resolveFault(machine: MachineDescription, { name, target }: Fault): Fault {
  const targets = faultTargets(machine, name);
  const found = target === undefined ? targets[0] : targets.find((part) => part === target);
  if (found !== undefined) return { name, target: found };
  if (faultTable[name].part === null && target === undefined) return { name };
  const has = targets.length > 0 ? `it has ${targets.join(', ')}` : 'the fault is of no part of it';
  throw new TuskarError(
    'lab-part-not-found',
    `${machine.name} has no part ${target ?? 'at all'} for the fault ${name}: ${has}.`,
    { context: { machine: machine.name, fault: name, target } },
  );
}
