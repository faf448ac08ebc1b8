import { describe, expect, it } from 'vitest';
import { formatUnits, parseUnits } from './rack-units.ts';

describe('units of a rack', () => {
  it.each([
    [[10, 11, 12, 20], '10-12,20'],
    [[3, 1, 2, 2], '1-3'],
    [[7], '7'],
    [[], ''],
  ])('%j is written %s', (units, text) => expect(formatUnits(units)).toBe(text));

  it('reads what it writes, also with spaces and overlaps', () => {
    expect(parseUnits('10-12,20')).toEqual([10, 11, 12, 20]);
    expect(parseUnits(' 2 - 4 , 3')).toEqual([2, 3, 4]);
  });

  it.each(['', '0', '5-3', '1-101', 'a', '1,,2', '-1'])('does not read %j', (text) =>
    expect(parseUnits(text)).toBeUndefined(),
  );
});
