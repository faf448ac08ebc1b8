import { expect, test } from 'vitest';
import { whyNot, whyNotBegin } from './actions.ts';

const ready = { name: 'm1', state: 'ready', maintenance: null, operation: null } as const;
const maintenance = { by: 'oskar', reason: 'a new fan', since: '2026-11-25T12:00:00Z', until: null };

test('what the state table does not allow is refused with the state in words', () => {
  expect(whyNot('deploy', ready)).toBeUndefined();
  expect(whyNot('deploy', { ...ready, state: 'burning-in' })).toBe(
    'm1 is in the state "Burning in", which does not allow it.',
  );
});

test('nothing is begun on a machine that somebody or something works on', () => {
  expect(whyNotBegin('deploy', ready)).toBeUndefined();
  expect(whyNotBegin('deploy', { ...ready, maintenance })).toContain('in maintenance by oskar: a new fan');
  expect(whyNotBegin('deploy', { ...ready, operation: 'op-1' })).toContain('An operation works on m1');
});
