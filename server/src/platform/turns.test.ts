import { expect, test } from 'vitest';
import { createTurns } from './turns.ts';

test('calls during a turn make one more follow', async () => {
  const ends: (() => void)[] = [];
  const turns = createTurns(() => new Promise((resolve) => ends.push(resolve)));
  const first = turns.next();
  const second = turns.next();
  const third = turns.next();
  expect(ends).toHaveLength(1);
  ends[0]?.();
  await first;
  await expect.poll(() => ends.length).toBe(2);
  ends[1]?.();
  await Promise.all([second, third, turns.idle()]);
  expect(ends).toHaveLength(2);
});

test('a turn that fails does not stop the next', async () => {
  let count = 0;
  const turns = createTurns(async () => {
    count += 1;
    if (count === 1) throw new Error('once');
  });
  const first = turns.next();
  const second = turns.next();
  await expect(first).rejects.toThrow('once');
  await second;
  expect(count).toBe(2);
});

test('turns are apart, and whoever asks meanwhile shares the later one', async () => {
  const begun: number[] = [];
  const turns = createTurns(async () => void begun.push(performance.now()), { apartMs: () => 100 });
  await turns.next();
  await Promise.all([turns.next(), turns.next(), turns.next()]);
  expect(begun).toHaveLength(2);
  expect(begun[1]! - begun[0]!).toBeGreaterThan(95);
});
