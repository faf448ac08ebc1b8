import { expect, test } from 'vitest';
import { inParallel } from './in-parallel.ts';

test('never runs more at once than the limit', async () => {
  let running = 0;
  let most = 0;
  await inParallel([1, 2, 3, 4, 5], 2, async () => {
    most = Math.max(most, ++running);
    await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
  });
  expect(most).toBe(2);
});

test('finishes the rest before it throws', async () => {
  const done: number[] = [];
  const work = async (item: number): Promise<void> => {
    if (item === 1) throw new Error('one is bad');
    done.push(item);
  };
  await expect(inParallel([1, 2, 3], 1, work)).rejects.toThrow('one is bad');
  expect(done).toEqual([2, 3]);
});
