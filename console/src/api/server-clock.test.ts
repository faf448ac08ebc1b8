import { expect, test } from 'vitest';
import { observeServerTime, serverNow } from './server-clock.ts';

const local = Date.parse('2026-11-23T12:00:00Z');

test('a clock that is off is put right by the server', () => {
  observeServerTime('Mon, 23 Nov 2026 12:03:00 GMT', local);
  expect(serverNow(local)).toBe(Date.parse('2026-11-23T12:03:00Z'));
});

test('less than the header can tell is no difference', () => {
  observeServerTime('Mon, 23 Nov 2026 12:00:01 GMT', local);
  expect(serverNow(local)).toBe(local);
});

test('an answer without a date says nothing', () => {
  observeServerTime('Mon, 23 Nov 2026 12:03:00 GMT', local);
  observeServerTime(null, local);
  expect(serverNow(local)).toBe(Date.parse('2026-11-23T12:03:00Z'));
});
