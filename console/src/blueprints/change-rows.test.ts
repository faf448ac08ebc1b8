import { expect, test } from 'vitest';
import { sampleDiff } from '../../dev/samples/blueprint.ts';
import { changeRows } from './change-rows.ts';

const all = { text: '', impact: undefined };
const rowsOf = (hosts: string[], options: Partial<Parameters<typeof changeRows>[1]> = {}) =>
  changeRows(sampleDiff('bp', hosts).hosts, { filter: all, toggled: new Map(), ...options });

test('few hosts stand open, many are closed', () => {
  expect(rowsOf(['a']).filter(({ kind }) => kind === 'change')).toHaveLength(4);
  expect(rowsOf(['a', 'b', 'c', 'd']).every(({ kind }) => kind === 'host')).toBe(true);
});

test('a host that was opened shows its changes', () => {
  const rows = rowsOf(['a', 'b', 'c', 'd'], { toggled: new Map([['b', true]]) });
  expect(rows.map(({ kind }) => kind)).toEqual([
    'host',
    'host',
    'change',
    'change',
    'change',
    'change',
    'host',
    'host',
  ]);
});

test('a filter leaves out changes, and hosts without one', () => {
  expect(rowsOf(['a'], { filter: { text: '', impact: 'api-gap' } })).toHaveLength(2);
  expect(rowsOf(['a'], { filter: { text: 'nova-scheduler', impact: undefined } })).toHaveLength(2);
  expect(rowsOf(['a'], { filter: { text: 'nowhere', impact: undefined } })).toEqual([]);
});
