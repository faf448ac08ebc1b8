import { expect, test } from 'vitest';
import { untilOf } from './until.ts';

const now = new Date('2026-11-25T12:00:00Z');

test('a time from now, or a moment', () => {
  expect(untilOf('90m', now)).toBe('2026-11-25T13:30:00.000Z');
  expect(untilOf('4h', now)).toBe('2026-11-25T16:00:00.000Z');
  expect(untilOf('2d', now)).toBe('2026-11-27T12:00:00.000Z');
  expect(untilOf('2026-12-01T18:00:00+01:00', now)).toBe('2026-12-01T17:00:00.000Z');
});

test('anything else is refused, with examples', () => {
  expect(() => untilOf('soon', now)).toThrow(/'soon' is no moment/);
});
