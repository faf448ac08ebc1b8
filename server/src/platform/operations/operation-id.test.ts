import { expect, test } from 'vitest';
import { newOperationId } from './operation-id.ts';

test('ids sort by their time and are unlike each other', () => {
  const [early, late] = [newOperationId(1_000), newOperationId(2_000)];
  expect(early < late).toBe(true);
  expect(early).toMatch(/^op-[0-9a-z]{26}$/);
  expect(new Set(Array.from({ length: 1000 }, () => newOperationId(1_000))).size).toBe(1000);
});
