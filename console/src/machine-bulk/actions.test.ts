import { BulkAction } from '@tuskar/contract/machine-bulk.ts';
import { expect, test } from 'vitest';
import {
  bulkActionOf,
  bulkActions,
  type BulkActionName,
  firstBulkValues,
  isDanger,
  isFinal,
  previewedActionOf,
} from './actions.ts';

const names = Object.keys(bulkActions) as BulkActionName[];

test.each(names)('%s can be looked at before anything more is typed', (action) => {
  expect(BulkAction.safeParse(previewedActionOf({ action, target: 'on' })).error).toBeUndefined();
});

test('a label without a value is taken away, one with a value is set', () => {
  const values = { ...firstBulkValues, action: 'label', labels: 'owner=science\nshelf=' } as const;
  expect(bulkActionOf(values)).toEqual({ action: 'label', labels: { owner: 'science', shelf: null } });
});

test('only what the action takes is sent', () => {
  const typed = { ...firstBulkValues, reason: ' new fans ', labels: 'a=b', target: 'off' } as const;
  expect(bulkActionOf({ ...typed, action: 'quarantine' })).toEqual({
    action: 'quarantine',
    reason: 'new fans',
  });
  expect(bulkActionOf({ ...typed, action: 'forget' })).toEqual({ action: 'forget' });
  expect(bulkActionOf({ ...typed, action: 'rescue' })).toEqual({
    action: 'rescue',
    reason: 'new fans',
    force: false,
  });
});

test('what cannot be taken back is final, and what disturbs their users is danger', () => {
  const final = names.filter((action) => isFinal({ action, target: 'soft-off' }));
  expect(final).toEqual(['deploy', 'erase', 'retire', 'forget']);
  expect(isFinal({ action: 'power', target: 'reboot' })).toBe(true);
  const danger = names.filter((action) => isDanger({ action, target: 'soft-off' }));
  expect(danger.toSorted()).toEqual([...final, 'quarantine', 'rescue'].toSorted());
});
