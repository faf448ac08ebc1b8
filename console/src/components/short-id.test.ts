import { expect, test } from 'vitest';
import { shortId } from './short-id.ts';

test('a UUID is cut after its first part, other ids are not', () => {
  expect(shortId('bp-754f716a-555c-4636-92d9-4c740d4e3092')).toBe('bp-754f716a');
  expect(shortId('op-01m838gjv6t00zgt1f3k9z04w4')).toBe('op-01m838gjv6t00zgt1f3k9z04w4');
  expect(shortId('host-eefaab269187')).toBe('host-eefaab269187');
});
