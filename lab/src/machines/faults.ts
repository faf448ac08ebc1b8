import { TuskarError } from '@tuskar/contract/error.ts';
import { labFaults } from '@tuskar/contract/lab-faults.ts';
import { type Fault, type FaultName, faultNames, type MachineDescription } from './schema.ts';

export type FaultDefinition = (typeof labFaults)[FaultName] & {
  /** Whether a fault of the inventory, which firmware sees when it next starts. */
  atNextStart: boolean;
  /** Who shows it: the BMC alone, or the machine's body beside it. */
  by: 'bmc' | 'body';
};

const bmc = { atNextStart: false, by: 'bmc' } as const;
const body = { atNextStart: false, by: 'body' } as const;
const inventory = { atNextStart: true, by: 'body' } as const;

/** How the lab makes each fault; what it is, the contract says. */
const made: Record<FaultName, Pick<FaultDefinition, 'atNextStart' | 'by'>> = {
  'bmc-timeout': bmc,
  'bmc-wrong-password': bmc,
  'bmc-hangs-after-power-on': bmc,
  'bmc-error': bmc,
  'no-boot': body,
  'reboots-in-burn-in': body,
  'disk-fails': body,
  'disk-slow': body,
  'disk-missing': inventory,
  'dimm-missing': inventory,
  'dimm-errors': bmc,
  'nic-missing': inventory,
  'part-swapped': inventory,
  'power-lost': bmc,
  'psu-failed': bmc,
  'fan-failed': bmc,
  overheat: bmc,
};

/** Every fault there is; the command line's help and the documentation come from this table. */
export const faultTable = Object.fromEntries(
  faultNames.map((name) => [name, { ...labFaults[name], ...made[name] }]),
) as Record<FaultName, FaultDefinition>;

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
