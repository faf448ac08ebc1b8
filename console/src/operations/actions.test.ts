import { expect, test } from 'vitest';
import { whyNot } from './actions.ts';

test.each([
  ['running', 'cancel'],
  ['queued', 'cancel'],
  ['failed', 'retry'],
  ['cancelled', 'retry'],
] as const)('an operation that is %s: a person can %s it', (state, action) => {
  expect(whyNot(state, action)).toBeUndefined();
});

test.each([
  ['cancelling', 'cancel', 'being cancelled'],
  ['succeeded', 'cancel', 'has ended'],
  ['succeeded', 'retry', 'nothing is left'],
  ['waiting', 'retry', 'It is waiting'],
] as const)('an operation that is %s: why nobody can %s it', (state, action, reason) => {
  expect(whyNot(state, action)).toContain(reason);
});
