import type { Machine } from '@tuskar/contract/machine.ts';
import { expect, test } from 'vitest';
import { menuOf, nextOf } from './menu.ts';

const ready = { name: 'm1', state: 'ready', maintenance: null, operation: null, host: null } as Machine;

const entryOf = (machine: Machine, asked: string) =>
  menuOf(machine)
    .flatMap(({ entries }) => entries)
    .find((entry) => entry.asked === asked);

test('only what is simulated is broken on purpose', () => {
  expect(entryOf({ ...ready, simulated: true }, 'faults')).toBeDefined();
  expect(entryOf({ ...ready, simulated: false }, 'faults')).toBeUndefined();
});

test('what was in use, or may be, is not forgotten', () => {
  expect(entryOf({ ...ready, state: 'inspected' }, 'forget')?.unavailable).toBeUndefined();
  expect(entryOf(ready, 'forget')?.unavailable).toContain('retire it instead');
  expect(entryOf({ ...ready, state: 'quarantined', host: 'h1' }, 'forget')?.unavailable).toBeDefined();
});

test('a new machine is inspected next, once nothing works on it and nothing failed', () => {
  const fresh: Machine = { ...ready, state: 'enrolling', failure: null };
  expect(nextOf(fresh)).toBe('inspect');
  expect(nextOf({ ...fresh, operation: 'op-1' })).toBeUndefined();
  expect(nextOf({ ...fresh, failure: { code: 'bmc-unreachable' } as Machine['failure'] })).toBe(
    'enrol-again',
  );
});

test('a lamp is lit where it is out, and put out where it is lit', () => {
  const unavailable = (asked: string, isLit?: boolean) =>
    menuOf(ready, isLit)
      .flatMap(({ entries }) => entries)
      .find((entry) => entry.asked === asked)?.unavailable;
  expect([unavailable('light', true), unavailable('darken', false)]).toEqual([
    'Its BMC says that it is lit.',
    'Its BMC says that it is out.',
  ]);
  expect([unavailable('light', false), unavailable('darken', true)]).toEqual([undefined, undefined]);
  expect([unavailable('light'), unavailable('darken')]).toEqual([undefined, undefined]);
});

test('a machine in use is rescued, and one in the rescue system leaves it next', () => {
  expect(entryOf({ ...ready, state: 'in-use' }, 'rescue')?.unavailable).toBeUndefined();
  expect(entryOf(ready, 'rescue')?.unavailable).toContain('does not allow it');
  const rescued: Machine = { ...ready, state: 'rescued' };
  expect(entryOf(rescued, 'rescue')?.unavailable).toBeDefined();
  expect([nextOf(rescued), nextOf({ ...rescued, state: 'rescue-failed' })]).toEqual(['unrescue', 'unrescue']);
});
