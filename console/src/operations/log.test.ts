import type { OperationLogLine } from '@tuskar/contract/operation.ts';
import { describe, expect, test } from 'vitest';
import { filterLines, withLines } from './log.ts';

const line = (seq: number, change: Partial<OperationLogLine> = {}): OperationLogLine => ({
  seq,
  at: '2026-11-23T12:00:00.000Z',
  step: 'converge-data:try-1',
  host: 'try-1',
  level: 'info',
  line: `line ${seq}`,
  ...change,
});

const seqs = (lines: OperationLogLine[]) => lines.map(({ seq }) => seq);

describe('a growing log', () => {
  test('takes new lines at its end', () => {
    expect(seqs(withLines({ lines: [line(1)] }, [line(2), line(3)]).lines)).toEqual([1, 2, 3]);
  });

  test('takes no line twice', () => {
    expect(seqs(withLines({ lines: [line(1), line(2)] }, [line(2), line(3)]).lines)).toEqual([1, 2, 3]);
  });

  test('puts a late line in its place', () => {
    expect(seqs(withLines({ lines: [line(1), line(3)] }, [line(2)]).lines)).toEqual([1, 2, 3]);
  });
});

describe('a narrowed log', () => {
  const lines = [line(1), line(2, { host: 'try-2' }), line(3, { step: null, line: 'Begun' })];

  test('is the same array where nothing narrows it', () => {
    expect(filterLines(lines, { text: '' })).toBe(lines);
  });

  test('has the lines of a host, a step, or a word in any case', () => {
    expect(seqs(filterLines(lines, { host: 'try-2' }))).toEqual([2]);
    expect(seqs(filterLines(lines, { step: 'converge-data:try-1' }))).toEqual([1, 2]);
    expect(seqs(filterLines(lines, { text: 'begun' }))).toEqual([3]);
  });
});
