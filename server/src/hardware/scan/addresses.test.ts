import { describe, expect, it } from 'vitest';
import { formatAddress, isWithin, networkOf, parseRange } from './addresses.ts';

const ends = (text: string) => {
  const { first, last } = parseRange(text);
  return [formatAddress(first), formatAddress(last)];
};

describe('a range of addresses', () => {
  it.each([
    ['198.18.48.7', '198.18.48.7', '198.18.48.7'],
    ['198.18.48.7 - 198.18.49.1', '198.18.48.7', '198.18.49.1'],
    ['198.18.48.77/24', '198.18.48.0', '198.18.48.255'],
    ['198.18.48.7/32', '198.18.48.7', '198.18.48.7'],
    ['0.0.0.0/0', '0.0.0.0', '255.255.255.255'],
    [' 198.18.48.0/31 ', '198.18.48.0', '198.18.48.1'],
  ])('%j', (text, first, last) => {
    expect(ends(text)).toEqual([first, last]);
  });

  it.each([
    '',
    '198.18.48',
    '198.18.48.256',
    '198.18.48.9-198.18.48.1',
    '198.18.48.1-198.18.48.5-198.18.48.9',
    '198.18.48.1-5',
    '198.18.48.0/33',
    '198.18.48.0/24/8',
    '198.18.48.0/x',
    '-198.18.48.1',
    'fe80::1',
  ])('%j is none', (text) => {
    expect(() => parseRange(text)).toThrow('is no range of IPv4 addresses');
  });

  it('is allowed as a network alone', () => {
    expect(networkOf('198.18.48.9/28')).toBe('198.18.48.0/28');
    expect(networkOf('198.18.48.0-198.18.48.3')).toBe('198.18.48.0/30');
    for (const text of ['198.18.48.1-198.18.48.4', '198.18.48.0-198.18.48.2']) {
      expect(() => networkOf(text)).toThrow('is no range');
    }
  });

  it('is within another with both of its ends', () => {
    const allowed = parseRange('198.18.48.0/24');
    expect(isWithin(parseRange('198.18.48.0/24'), allowed)).toBe(true);
    expect(isWithin(parseRange('198.18.48.200-198.18.49.0'), allowed)).toBe(false);
    expect(isWithin(parseRange('198.18.47.255-198.18.48.1'), allowed)).toBe(false);
  });
});
