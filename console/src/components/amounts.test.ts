import { expect, test } from 'vitest';
import { formatAmount, formatBytes, formatFileBytes, formatMebibytes } from './amounts.ts';

test('memory is counted in powers of 1,024', () => {
  expect([512, 1024, 262_144, 1_572_864].map(formatMebibytes)).toEqual([
    '512 MiB',
    '1 GiB',
    '256 GiB',
    '1.5 TiB',
  ]);
});

test('disks are counted as their makers do', () => {
  expect([0, 999, 480_103_981_056, 3_840_755_982_336].map(formatBytes)).toEqual([
    '0 B',
    '999 B',
    '480.1 GB',
    '3.8 TB',
  ]);
});

test('files are counted as memory is', () => {
  expect([12, 1_503_238_553].map(formatFileBytes)).toEqual(['12 B', '1.4 GiB']);
});

test('what rounds up to the next unit is told in it', () => {
  expect(formatBytes(999_960)).toBe('1 MB');
});

test.each([
  [0, '', '0'],
  [92.44, 'MB/s', '92.4 MB/s'],
  [0.01234, 's', '0.0123 s'],
  [41_200.4, 'ops/s', '41,200 ops/s'],
  [-3, 'C', '-3 C'],
])('%d %s is %s', (value, unit, text) => {
  expect(formatAmount(value, unit)).toBe(text);
});
