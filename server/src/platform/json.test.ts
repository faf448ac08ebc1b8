import { expect, test } from 'vitest';
import { jsonText, storableText } from './json.ts';

test('what PostgreSQL cannot store is left out, at any depth', () => {
  expect(jsonText({ a: ['x\0y', { b: '\ud800!' }], c: null })).toBe('{"a":["xy",{"b":"�!"}],"c":null}');
  expect(jsonText(undefined)).toBe('null');
  expect(storableText('a\0\udc00')).toBe('a�');
});

test('a backslash before u0000 is text like any other', () => {
  expect(JSON.parse(jsonText('\\u0000'))).toBe('\\u0000');
});
