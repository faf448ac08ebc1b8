import { expect, test } from 'vitest';
import { factsOf } from './facts.ts';

test('what was asked is told field by field, and the path last', () => {
  const body = {
    reason: 'the fan rattles',
    force: true,
    labels: { row: 'a', old: null },
    machines: ['m1', 'm2'],
  };
  expect(factsOf({ params: { name: 'm1' }, body, error: 'machine-state' })).toEqual({
    plain: [
      ['error', 'machine-state'],
      ['reason', 'the fan rattles'],
      ['force', 'yes'],
      ['labels row', 'a'],
      ['machines', 'm1, m2'],
      ['name', 'm1'],
    ],
    formed: [],
  });
});

test('what has a form of its own stands apart', () => {
  const { plain, formed } = factsOf({ body: { name: 'try', intent: { networks: { a: 1 } } }, made: 'bp-1' });
  expect(plain).toEqual([
    ['made', 'bp-1'],
    ['name', 'try'],
  ]);
  expect(formed).toEqual([['intent networks', '{\n  "a": 1\n}']]);
});

test('an entry may tell nothing, or what has no fields', () => {
  expect(factsOf({})).toEqual({ plain: [], formed: [] });
  expect(factsOf({ params: null, body: 'a file' })).toEqual({ plain: [['body', 'a file']], formed: [] });
});
