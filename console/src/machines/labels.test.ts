import { expect, test } from 'vitest';
import { labelChanges, readLabels, writeLabels } from './labels.ts';

test('labels are read as they were written', () => {
  const labels = { owner: 'platform', url: 'https://cmdb/?id=7' };
  expect(readLabels(writeLabels(labels))).toEqual(labels);
  expect(readLabels(' \n owner = platform \n')).toEqual({ owner: 'platform' });
});

test.each(['owner', '=platform'])('%j is no label', (text) => {
  expect(readLabels(text)).toBeUndefined();
});

test('only what differs is sent, and what is gone is removed', () => {
  const before = { owner: 'platform', shelf: 'b', site: 'ams1' };
  expect(labelChanges(before, { owner: 'science', site: 'ams1' })).toEqual({ shelf: null, owner: 'science' });
});
