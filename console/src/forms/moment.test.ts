import { expect, test } from 'vitest';
import { dateIn, isPast, toTimestamp } from './moment.ts';

test('a day lasts until its end, in the zone of the person', () => {
  const given = new Date(toTimestamp('2027-03-31'));
  expect([given.getFullYear(), given.getMonth(), given.getDate(), given.getHours()]).toEqual([
    2027, 2, 31, 23,
  ]);
});

test('a moment is taken as it stands', () => {
  expect(new Date(toTimestamp('2027-03-31T08:30')).getMinutes()).toBe(30);
});

test('today is not past, yesterday is', () => {
  expect(isPast(dateIn(0))).toBe(false);
  expect(isPast(dateIn(-1))).toBe(true);
  expect(dateIn(30)).toMatch(/^\d{4}-\d\d-\d\d$/);
});
