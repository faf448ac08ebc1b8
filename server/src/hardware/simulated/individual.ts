import type { LabFault } from '@tuskar/contract/lab-machine.ts';
import { resolveFault } from '@tuskar/lab/machines/faults.ts';
import { Fault, type MachineDescription } from '@tuskar/lab/machines/schema.ts';
import { hash } from '@tuskar/lab/machines/seeded.ts';
import { simulatedFaults, simulatedIndex, simulatedMachine } from '@tuskar/lab/simulated/fleet.ts';

/** Numbers above those that the fleet's names have, for machines of other names. */
const firstOther = 100_000;
const numbers = 2 ** 17;

/** What a simulated machine is made of, and what is wrong with it: a pure function of the seed, its name and its faults. */
export type Individual = {
  /** As it was delivered; what its faults make of it is for whoever looks at it. */
  machine: MachineDescription;
  faults: Fault[];
  has: (name: Fault['name']) => boolean;
};

export function individual(options: { seed: number; name: string; faults: string[] }): Individual {
  const { seed, name } = options;
  const index = simulatedIndex(name) ?? firstOther + (hash(seed, name) % (numbers - firstOther));
  const machine = simulatedMachine(seed, index);
  // Only the fleet has bad apples: a machine that a person named is good until they say otherwise.
  const born = simulatedIndex(name) === undefined ? [] : simulatedFaults(seed, index, machine);
  const faults = [...born, ...options.faults.flatMap((text) => readFault(machine, text))];
  return { machine, faults, has: (name) => faults.some((one) => one.name === name) };
}

/** Of what was written down of a machine, the faults that it can have. */
export function writtenFaults(options: { seed: number; name: string; faults: string[] }): Fault[] {
  const { machine } = individual({ ...options, faults: [] });
  return options.faults.flatMap((text) => readFault(machine, text));
}

/** 'disk-fails:bay-2', or 'no-boot'. One of a newer version, or of a part that is not there, is none. */
function readFault(machine: MachineDescription, text: string): Fault[] {
  const [name, ...target] = text.split(':');
  const parsed = Fault.safeParse({ name, ...(target.length === 0 ? {} : { target: target.join(':') }) });
  if (!parsed.success) return [];
  try {
    return [resolveFault(machine, parsed.data)];
  } catch {
    return [];
  }
}

/** With its part named, by default the first that there is. @throws lab-part-not-found */
export function namedFault(options: { seed: number; name: string }, { name, target }: LabFault): Fault {
  const { machine } = individual({ ...options, faults: [] });
  return resolveFault(machine, target === undefined ? { name } : { name, target });
}
