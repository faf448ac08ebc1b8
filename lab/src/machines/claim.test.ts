import { isTuskarError } from '@tuskar/contract/error.ts';
import { expect, test } from 'vitest';
import { emptyState } from '../state/file.ts';
import { claimMachines } from './claim.ts';

const size = { cpus: 2, memoryMebibytes: 4096, diskGigabytes: [10], nics: 1 };
const image = 'host-0123456789ab';
const claim = (...names: string[]) => ({ image, machines: names.map((name) => ({ name, size })) });

test('each machine gets the lowest place that is free, and a password of its own', () => {
  const state = emptyState('boot');
  claimMachines(state, claim('a', 'b', 'c'));
  delete state.machines['b'];
  claimMachines(state, claim('d'));
  expect(Object.entries(state.machines).map(([name, { index }]) => [name, index])).toEqual([
    ['a', 1],
    ['c', 3],
    ['d', 2],
  ]);
  expect(new Set(Object.values(state.machines).map(({ password }) => password)).size).toBe(3);
  expect(state.bmcs).toEqual({ image, process: null });
});

test('a machine that is there stays as it is', () => {
  const state = emptyState('boot');
  claimMachines(state, claim('a'));
  const before = structuredClone(state);
  claimMachines(state, claim('a'));
  expect(state).toEqual(before);
});

test.each([
  ['another size', { name: 'a', size: { ...size, nics: 2 } }],
  ['a name of the simulated fleet', { name: 'sim-00001', size }],
])('%s is refused', (_, machine) => {
  const state = emptyState('boot');
  claimMachines(state, claim('a'));
  expect(() => claimMachines(state, { image, machines: [machine] })).toThrow(
    expect.toSatisfy((error) => isTuskarError(error, 'lab-machine-conflict')),
  );
});

test('a lab that is full takes no more', () => {
  const state = emptyState('boot');
  const names = Array.from({ length: 33 }, (_, number) => `m-${number}`);
  expect(() => claimMachines(state, claim(...names))).toThrow(
    expect.toSatisfy((error) => isTuskarError(error, 'lab-full')),
  );
});
