import { expect, test } from 'vitest';
import { describeFilter, readMachineBulkSearch, selectorOf } from './selection.ts';

test('those that were ticked are meant, whatever filter the address has besides', () => {
  const search = readMachineBulkSearch({ names: ['m1', 'm2'], state: 'ready' });
  expect(selectorOf(search)).toEqual({ names: ['m1', 'm2'] });
});

test('all that fit are meant where none is ticked', () => {
  const search = readMachineBulkSearch({ names: [], state: 'ready', only: 'late', sort: 'rack' });
  expect(selectorOf(search)).toEqual({ filter: { state: 'ready', late: true } });
  expect(describeFilter(search)).toBe('state Ready, late');
});

test('without ticks and filter nobody is meant', () => {
  expect(selectorOf(readMachineBulkSearch({ sort: 'rack', state: 'nonsense' }))).toBeUndefined();
});
