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
