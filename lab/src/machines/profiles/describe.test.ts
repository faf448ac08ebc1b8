import { expect, it } from 'vitest';
import { MachineDescription } from '../schema.ts';
import { profileAt, profiles } from './all.ts';
import { describe as describeMachine } from './describe.ts';
import { describeQemuMachine } from './qemu.ts';

const bmc = { address: '127.1.0.1', password: 'secret' };

const numbersOf = (machine: MachineDescription): string[] => [
  machine.uuid,
  machine.serial,
  ...machine.dimms.map(({ serial }) => `dimm ${serial}`),
  ...machine.drives.flatMap(({ serial, wwn }) => [`drive ${serial}`, wwn]),
  ...machine.nics.map(({ mac }) => mac),
  ...machine.accelerators.map(({ serial }) => `accelerator ${serial}`),
];

it.each(profiles.map((profile) => [profile.name, profile] as const))(
  '%s is described as the contract asks, the same every time',
  (_, profile) => {
    const individual = { name: 'one', seed: 7, index: 4, bmc };
    const machine = describeMachine(profile, individual);
    expect(MachineDescription.parse(machine)).toEqual(machine);
    expect(describeMachine(profile, individual)).toEqual(machine);
  },
);

it('gives no two machines the same number, address or name of a part', () => {
  const numbers = Array.from({ length: 500 }, (_, index) =>
    describeMachine(profileAt((index % 100) / 100), { name: `m-${index}`, seed: 1, index, bmc }),
  ).flatMap(numbersOf);
  expect(new Set(numbers).size).toBe(numbers.length);
});

it('keeps MAC addresses out of the vendors’ ranges', () => {
  const first = describeMachine(profileAt(0), { name: 'one', seed: 7, index: 4, bmc }).nics[0]?.mac ?? '';
  expect(Number.parseInt(first.slice(0, 2), 16) & 0b11).toBe(0b10);
});

it('describes a lab machine of the sizes given', () => {
  const machine = describeQemuMachine({
    name: 'm1',
    index: 1,
    cpus: 2,
    memoryMebibytes: 4096,
    disks: [10e9, 20e9],
    nvmeDisks: [5e9],
    nics: 2,
    bmc,
  });
  expect(MachineDescription.parse(machine)).toEqual(machine);
  expect(machine.dimms.map(({ slot, mebibytes }) => [slot, mebibytes])).toEqual([
    ['A1', 2048],
    ['B1', 2048],
  ]);
  expect(machine.drives.map(({ bay, protocol, bytes }) => [bay, protocol, bytes])).toEqual([
    ['bay-0', 'SATA', 10e9],
    ['bay-1', 'SATA', 20e9],
    ['bay-2', 'NVMe', 5e9],
  ]);
});
