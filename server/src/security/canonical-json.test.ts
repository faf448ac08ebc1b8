import { expect, it } from 'vitest';
import { canonicalJson } from './canonical-json.ts';

it('has one form for a value, whatever the order of its members', () => {
  expect(canonicalJson({ b: [1, { d: null, c: 'ü' }], a: true })).toBe(
    '{"a":true,"b":[1,{"c":"ü","d":null}]}',
  );
  expect(canonicalJson({ a: true, b: [1, { c: 'ü', d: null }] })).toBe(
    '{"a":true,"b":[1,{"c":"ü","d":null}]}',
  );
});

it('leaves out what is undefined, and keeps the places of a list', () => {
  expect(canonicalJson({ a: undefined, b: [undefined, 1] })).toBe('{"b":[null,1]}');
});

it('holds nothing that PostgreSQL cannot', () => {
  expect(canonicalJson({ 'a\0': 'b\0\uD800' })).toBe('{"a\uFFFD":"b\uFFFD\uFFFD"}');
});
