import { describe, expect, it } from 'vitest';
import { createRedactor, redactDeep } from './redact.ts';

describe('the redactor', () => {
  it('masks a secret in every form it is met in', () => {
    const redact = createRedactor(['a"b/c d&e']);
    for (const text of [
      'a"b/c d&e',
      'a%22b%2Fc%20d%26e',
      Buffer.from('a"b/c d&e').toString('base64'),
      'a\\"b/c d&e',
    ]) {
      expect(redact(`<${text}>`)).toBe('<⟦secret⟧>');
    }
  });

  it('masks the lines of a private key', () => {
    const line = 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASC';
    const redact = createRedactor([`-----BEGIN PRIVATE KEY-----\n${line}\n-----END PRIVATE KEY-----\n`]);
    expect(redact(`cannot read ${line}`)).toBe('cannot read ⟦secret⟧');
    expect(redact('-----BEGIN PRIVATE KEY-----')).toBe('-----BEGIN PRIVATE KEY-----');
  });

  it('takes the longer of two secrets of which one begins the other', () => {
    expect(createRedactor(['abcdef', 'abcdefghi'])('abcdefghi')).toBe('⟦secret⟧');
  });

  it('takes signs of patterns as they are', () => {
    expect(createRedactor(['a.c$(^)[x]'])('abc$(^)[x] a.c$(^)[x]')).toBe('abc$(^)[x] ⟦secret⟧');
  });

  it('leaves text alone where there is no secret, or a word too short to be one', () => {
    expect(createRedactor([])('text')).toBe('text');
    expect(createRedactor(['', 'a'])('a text')).toBe('a text');
  });

  it('reaches into values', () => {
    const redact = createRedactor(['hidden-word']);
    expect(redactDeep({ a: ['hidden-word', 1, null], b: { c: 'x hidden-word' } }, redact)).toEqual({
      a: ['⟦secret⟧', 1, null],
      b: { c: 'x ⟦secret⟧' },
    });
  });
});
