import { expect, test } from 'vitest';
import { formatLoad, isOver } from './load.ts';

test('a load says what is known, and whether there is more', () => {
  expect(formatLoad({ known: 3200, limit: 8000, unknown: 0 }, 'W')).toBe('3,200 of 8,000 W');
  expect(formatLoad({ known: 3200, limit: null, unknown: 2 }, 'W')).toBe('at least 3,200 W');
});

test('a rack without a limit is never over it', () => {
  expect(isOver({ known: 9000, limit: null, unknown: 0 })).toBe(false);
  expect(isOver({ known: 9000, limit: 8000, unknown: 0 })).toBe(true);
});
