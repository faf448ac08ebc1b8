import { expect, it } from 'vitest';
import { newBmcPassword } from './bmc-password.ts';

it.each([
  [null, 20],
  [16, 16],
  [0, 20],
  [127, 20],
  [2, 8],
])('a password for a BMC that takes %s characters has %i, of every kind', (longest, length) => {
  for (let round = 0; round < 200; round++) {
    const password = newBmcPassword(longest);
    expect(password).toHaveLength(length);
    for (const kind of [/[a-z]/, /[A-Z]/, /\d/, /-/, /^[\w-]+$/]) expect(password).toMatch(kind);
  }
});
