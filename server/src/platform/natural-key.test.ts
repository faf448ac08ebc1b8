import { expect, test } from 'vitest';
import { naturalKey } from './natural-key.ts';

test('numbers in names count as people count', () => {
  const names = ['r2-u10', 'node-10', 'r10', 'node-2', 'r2-u9', 'node-2a', 'node', 'r2'];
  expect(names.toSorted((a, b) => (naturalKey(a) < naturalKey(b) ? -1 : 1))).toEqual([
    'node',
    'node-2',
    'node-2a',
    'node-10',
    'r2',
    'r2-u9',
    'r2-u10',
    'r10',
  ]);
  expect(naturalKey('node-007')).toBe(naturalKey('node-7'));
});
