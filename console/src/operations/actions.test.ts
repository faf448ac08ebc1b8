import { expect, test } from 'vitest';
import { whyNot } from './actions.ts';

test.each([
  ['running', 'cancel', undefined],
  ['queued', 'cancel', undefined],
  ['cancelling', 'cancel', 'being cancelled'],
  ['succeeded', 'cancel', 'has ended'],
  ['failed', 'retry', undefined],
  ['cancelled', 'retry', undefined],
  ['succeeded', 'retry', 'nothing is left'],
  ['waiting', 'retry', 'It is waiting'],
] as const)('an operation that is %s: %s', (state, action, reason) => {
  if (reason === undefined) expect(whyNot(state, action)).toBeUndefined();
  else expect(whyNot(state, action)).toContain(reason);
});
