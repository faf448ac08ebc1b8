import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { abortAt, pauseUntil } from './pause.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const day = 86_400_000;

test('a pause longer than the longest timer is sat out whole', async () => {
  let over = false;
  void pauseUntil(Date.now() + 60 * day, new AbortController().signal).then(() => (over = true));
  await vi.advanceTimersByTimeAsync(59 * day);
  expect(over).toBe(false);
  await vi.advanceTimersByTimeAsync(1 * day);
  expect(over).toBe(true);
});

test('a pause ends when its signal aborts, and leaves no timer', async () => {
  const stop = new AbortController();
  const pause = pauseUntil(Date.now() + day, stop.signal);
  stop.abort();
  await pause;
  expect(vi.getTimerCount()).toBe(0);
});

test('a limit aborts at its moment, unless it is cleared or over before', async () => {
  const park = new AbortController();
  const [kept, cleared, parked] = [1, 2, 3].map(() => abortAt(Date.now() + 1000, { until: park.signal }));
  cleared?.clear();
  await vi.advanceTimersByTimeAsync(1000);
  expect([kept?.signal.aborted, cleared?.signal.aborted, parked?.signal.aborted]).toEqual([
    true,
    false,
    true,
  ]);
  const late = abortAt(Date.now() + 1000, { until: park.signal });
  park.abort();
  await vi.advanceTimersByTimeAsync(1000);
  expect(late.signal.aborted).toBe(false);
  expect(vi.getTimerCount()).toBe(0);
});
