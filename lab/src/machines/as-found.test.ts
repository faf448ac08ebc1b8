import { expect, it } from 'vitest';
import { asFound } from './as-found.ts';
import { faultTargets, resolveFault } from './faults.ts';
import { describe as describeMachine } from './profiles/describe.ts';
import { profileAt } from './profiles/all.ts';
import { faultNames } from './schema.ts';

const machine = describeMachine(profileAt(0), {
  name: 'm1',
  seed: 1,
  index: 1,
  bmc: { address: '127.1.0.1', password: 'secret' },
});

it('finds all of a machine without faults', () => {
  expect(asFound(machine, [])).toBe(machine);
});

it('does not find what is missing', () => {
  const found = asFound(machine, [
    { name: 'dimm-missing', target: 'B2' },
    { name: 'nic-missing', target: 'NIC.Embedded.1-1' },
    { name: 'disk-missing', target: 'Bay.0' },
  ]);
  expect(machine.dimms.length - found.dimms.length).toBe(1);
  expect(found.dimms.some(({ slot }) => slot === 'B2')).toBe(false);
  expect(found.nics.some(({ name }) => name === 'NIC.Embedded.1-1')).toBe(false);
  expect(found.drives.some(({ bay }) => bay === 'Bay.0')).toBe(false);
});

it.each(['Bay.0', 'A1', 'NIC.Embedded.1-1'])('finds another part of the same model in %s', (target) => {
  const found = asFound(machine, [{ name: 'part-swapped', target }]);
  const pairs = [
    ...found.drives.map((drive, index) => [drive.bay, drive, machine.drives[index]] as const),
    ...found.dimms.map((dimm, index) => [dimm.slot, dimm, machine.dimms[index]] as const),
    ...found.nics.map((nic, index) => [nic.name, nic, machine.nics[index]] as const),
  ];
  const changed = pairs.filter(([, now, before]) => JSON.stringify(now) !== JSON.stringify(before));
  expect(changed.map(([name, now, before]) => [name, now.manufacturer === before?.manufacturer])).toEqual([
    [target, true],
  ]);
});

it('names the part of a fault, and refuses one that the machine lacks', () => {
  expect(resolveFault(machine, { name: 'dimm-missing' })).toEqual({ name: 'dimm-missing', target: 'A1' });
  expect(resolveFault(machine, { name: 'bmc-timeout' })).toEqual({ name: 'bmc-timeout' });
  for (const fault of [
    { name: 'dimm-missing', target: 'Z9' },
    { name: 'bmc-timeout', target: 'A1' },
  ] as const) {
    expect(() => resolveFault(machine, fault)).toThrow(/has no part/);
  }
  const without = { ...machine, drives: [] };
  expect(() => resolveFault(without, { name: 'disk-slow' })).toThrow(
    expect.objectContaining({ code: 'lab-part-not-found' }),
  );
});

it('has a first target for each fault of a part', () => {
  for (const name of faultNames) expect(() => resolveFault(machine, { name })).not.toThrow();
  expect(faultTargets(machine, 'psu-failed')).toEqual(['PSU1', 'PSU2']);
});
