import type { BurnInDetail, BurnInFinding, MeasuredValue } from '@tuskar/contract/burn-in.ts';
import { expect, test } from 'vitest';
import { resultsOf } from './verdict.ts';

const at = '2026-11-25T12:00:00Z';
const burnIn = { tests: [{ kind: 'disk', seconds: 60, write: true }], endedAt: at, findings: [] } as unknown;
const given = burnIn as BurnInDetail;
const value = { test: 'disk', metric: 'read-iops', part: null, judgement: 'good' } as MeasuredValue;
const finding = { test: 'disk', waiver: null } as BurnInFinding;
const waiver = { reason: 'spare', owner: 'vera', by: 'alma', at, expiresAt: at };

const textOf = (detail: BurnInDetail, values: MeasuredValue[]) => resultsOf(detail, values)[0]?.look.text;

test('a test is good where all that it measured is', () => {
  expect(textOf(given, [value])).toBe('Good');
  expect(textOf(given, [])).toBe('Nothing measured');
  expect(textOf(given, [{ ...value, judgement: 'not-judged' }])).toBe('Not judged');
});

test('a finding counts until it is waived', () => {
  expect(textOf({ ...given, findings: [finding] }, [value])).toBe('1 finding');
  expect(textOf({ ...given, findings: [{ ...finding, waiver }] }, [value])).toBe('Waived');
});

test('before its end nothing is judged', () => {
  expect(textOf({ ...given, endedAt: null }, [])).toBe('Not judged yet');
});

test('what stands out comes first', () => {
  const slow = { ...value, metric: 'write-iops', judgement: 'slow' } as const;
  expect(resultsOf(given, [value, slow])[0]?.values).toEqual([slow, value]);
});
