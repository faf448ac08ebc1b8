import { expect, test } from 'vitest';
import { faultText } from '@tuskar/contract/lab-machine.ts';
import { faultsOf, valuesOf } from './fault-values.ts';

test('faults go through the form and come back as they were', () => {
  const faults = [{ name: 'disk-slow', target: 'bay-1' } as const, { name: 'overheat' } as const];
  expect(faultsOf(valuesOf(faults))).toEqual(faults);
});

test('a part is told only where a fault is of one', () => {
  expect(faultsOf({ 'power-lost': 'bay-0', 'dimm-missing': ' A2 ', 'nic-missing': ' ' })).toEqual([
    { name: 'power-lost' },
    { name: 'dimm-missing', target: 'A2' },
    { name: 'nic-missing' },
  ]);
});

test('a fault reads as the command line writes it', () => {
  expect(faultText({ name: 'disk-slow', target: 'bay-1' })).toBe('disk-slow:bay-1');
});
