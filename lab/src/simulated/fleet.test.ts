import { expect, it } from 'vitest';
import { MachineDescription } from '../machines/schema.ts';
import { badApple } from './bad-apples.ts';
import {
  simulatedAddress,
  simulatedFaults,
  simulatedIndex,
  simulatedIndexAt,
  simulatedMachine,
} from './fleet.ts';

const indexes = Array.from({ length: 5000 }, (_, index) => index);

it('gives every machine an address that leads back to it', () => {
  const network = '198.19.0.0';
  const addresses = [...indexes, 31_999].map((index) => simulatedAddress(index, network));
  expect(new Set(addresses).size).toBe(addresses.length);
  for (const [position, address] of addresses.entries()) {
    expect(simulatedIndexAt(address, network)).toBe(position === 5000 ? 31_999 : position);
  }
  expect(simulatedAddress(31_999, network)).toBe('198.19.125.250');
  expect(simulatedAddress(107_830, network)).toBe('198.19.168.135');
  for (const other of ['198.18.0.1', '198.19.0.0', '198.19.0.255', 'nonsense']) {
    expect(simulatedIndexAt(other, network)).toBeUndefined();
  }
});

it('knows the names of its machines, and no others', () => {
  expect(simulatedIndex(simulatedMachine(1, 42).name)).toBe(42);
  for (const name of ['sim-42', 'sim-000421', 'm1']) expect(simulatedIndex(name)).toBeUndefined();
});

it('mixes profiles, the same for the same seed', () => {
  const machines = indexes.slice(0, 500).map((index) => simulatedMachine(1, index));
  expect(MachineDescription.array().parse(machines)).toEqual(machines);
  expect(simulatedMachine(1, 7)).toEqual(machines[7]);
  expect(simulatedMachine(2, 7)).not.toEqual(machines[7]);
  expect(new Set(machines.map(({ profile }) => profile)).size).toBe(5);
});

it('has a few bad apples of each kind', () => {
  const counts = new Map<string, number>();
  for (const index of indexes) {
    const apple = badApple(1, index, simulatedMachine(1, index));
    if (apple) counts.set(apple.kind, (counts.get(apple.kind) ?? 0) + 1);
  }
  const kinds = ['failing-disk', 'hot', 'missing-dimm', 'slow-disk', 'wrong-firmware'];
  expect([...counts.keys()].sort()).toEqual(kinds);
  for (const count of counts.values()) {
    expect(count).toBeGreaterThan(5);
    expect(count).toBeLessThan(100);
  }
});

it('names the parts of the faults that it begins with', () => {
  for (const index of indexes.slice(0, 1000)) {
    for (const { name, target } of simulatedFaults(1, index, simulatedMachine(1, index))) {
      expect([name, target === undefined]).toEqual([name, name === 'overheat']);
    }
  }
});
