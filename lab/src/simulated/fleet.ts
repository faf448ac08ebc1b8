import { placeInMix, describe, fleetPassword } from '../machines/profiles/describe.ts';
import { profileAt } from '../machines/profiles/all.ts';
import type { Fault, MachineDescription, PowerState } from '../machines/schema.ts';
import { fraction } from '../machines/seeded.ts';
import { badApple, faultsOf } from './bad-apples.ts';

/** First address of the simulated fleet's BMCs in the lab's range; as many as fit before the next /16's end. */
export const simulatedNetwork = '198.19.0.0';

export const simulatedName = (index: number): string => `sim-${String(index).padStart(5, '0')}`;

/** The number in a name of the fleet; undefined where it is none. */
export function simulatedIndex(name: string): number | undefined {
  const digits = /^sim-(\d{5})$/.exec(name)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/**
 * Address of a machine's BMC: the network's first is left out, and so are those that end in 0 and 255. They begin anew
 * where the network ends: who is numbered so high only describes itself, and nothing answers for it.
 */
export function simulatedAddress(index: number, network: string): string {
  const [first, second] = network.split('.');
  return `${first}.${second}.${Math.floor(index / 254) % 256}.${1 + (index % 254)}`;
}

export function simulatedIndexAt(address: string, network: string): number | undefined {
  const [a, b, c, d] = address.split('.').map(Number);
  const [first, second] = network.split('.').map(Number);
  if (a !== first || b !== second || c === undefined || d === undefined) return undefined;
  return d >= 1 && d <= 254 ? c * 254 + d - 1 : undefined;
}

/** The machine of a number: a pure function of the seed, and of where the fleet's addresses begin. */
export function simulatedMachine(
  seed: number,
  index: number,
  network: string = simulatedNetwork,
): MachineDescription {
  const machine = describe(profileAt(placeInMix(seed, index)), {
    name: simulatedName(index),
    seed,
    index,
    bmc: { address: simulatedAddress(index, network), password: fleetPassword(seed) },
  });
  const apple = badApple(seed, index, machine);
  if (apple?.kind !== 'wrong-firmware') return machine;
  const { component, version } = apple.firmware;
  return {
    ...machine,
    firmware: machine.firmware.map((one) => (one.component === component ? { component, version } : one)),
  };
}

/** Most machines of a fleet are on. */
export const simulatedPower = (seed: number, index: number): PowerState =>
  fraction(seed, index, 'power') < 0.85 ? 'On' : 'Off';

/** What is wrong with a machine of the fleet when it is delivered: for its BMC, its inspection and its burn-in alike. */
export const simulatedFaults = (seed: number, index: number, machine: MachineDescription): Fault[] =>
  faultsOf(badApple(seed, index, machine));
