import { builtInProfiles } from '@tuskar/contract/burn-in-test.ts';
import { expect, test } from 'vitest';
import { toTest, toValues } from './profile-values.ts';

test.each(Object.entries(builtInProfiles))(
  'the form gives back the tests of %s as they were',
  (_, { tests }) => {
    expect(tests.map((one) => toTest(toValues(one)))).toEqual(tests);
  },
);

test('a span is shown in the largest whole unit', () => {
  expect(toValues({ kind: 'cpu', seconds: 14_400 })).toMatchObject({ amount: '4', unit: '3600' });
  expect(toValues({ kind: 'cpu', seconds: 90 })).toMatchObject({ amount: '90', unit: '1' });
});
