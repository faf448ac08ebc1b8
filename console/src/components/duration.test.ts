import { describe, expect, test } from 'vitest';
import { formatClock, formatRelative, formatSeconds, formatSpan } from './duration.ts';

test.each([
  [-5_000, '0:00'],
  [7_400, '0:07'],
  [760_000, '12:40'],
  [3_599_999, '59:59'],
  [11_109_000, '3:05:09'],
  [183_600_000, '2 d 3 h'],
])('%i ms on a clock is %s', (milliseconds, text) => {
  expect(formatClock(milliseconds)).toBe(text);
});

test.each([
  [0.08, '80 ms'],
  [4.21, '4.2 s'],
  [14.6, '15 s'],
  [80, '1 min 20 s'],
  [119.7, '2 min 0 s'],
])('%d s measured is %s', (seconds, text) => {
  expect(formatSeconds(seconds)).toBe(text);
});

test.each([
  [0, '0 s'],
  [90, '1 min 30 s'],
  [300, '5 min'],
  [129_600, '1 d 12 h'],
  [1_209_600, '14 d'],
])('%i s that somebody chose is %s', (seconds, text) => {
  expect(formatSpan(seconds)).toBe(text);
});

describe('relative to now', () => {
  const now = Date.parse('2026-11-23T12:00:00Z');
  test.each([
    ['2026-11-23T11:59:55Z', 'just now'],
    ['2026-11-23T12:00:05Z', 'just now'],
    ['2026-11-23T11:59:15Z', '45 s ago'],
    ['2026-11-23T11:55:00Z', '5 min ago'],
    ['2026-11-23T09:00:00Z', '3 h ago'],
    ['2026-11-11T12:00:00Z', '12 d ago'],
    ['2026-11-23T15:00:00Z', 'in 3 h'],
  ])('%s is %s', (at, text) => {
    expect(formatRelative(Date.parse(at), now)).toBe(text);
  });
});
