import { expect, test } from 'vitest';
import { asText, factsBeyond, wordsOf } from './problem-facts.ts';

test('what the message says already is not told again', () => {
  const problems = ["3:5 hosts[0].name: no host 'try-1'"];
  const said = `The intent has a problem:\n${problems[0]!}`;
  expect(factsBeyond(said, { problems, file: 'cloud.yaml', line: 3, output: null, alsoFailed: [] })).toEqual([
    ['file', 'cloud.yaml'],
    ['line', 3],
  ]);
});

test('names and values read as words', () => {
  expect(wordsOf('exitCode')).toBe('exit code');
  expect(asText(['a', 'b'])).toBe('a, b');
  expect(asText({ a: 1 })).toBe('{\n  "a": 1\n}');
});
