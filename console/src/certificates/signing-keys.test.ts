import type { SigningKey } from '@tuskar/contract/certificate.ts';
import { expect, test } from 'vitest';
import { keysInTime } from './signing-keys.ts';

const key = (id: string, createdAt: string, signs = false): SigningKey => ({
  id,
  algorithm: 'ed25519',
  publicKey: 'PEM',
  createdAt,
  signs,
});

test('a key signed until the next one was made; the newest signs', () => {
  const keys = [
    key('c', '2026-03-01T00:00:00.000Z', true),
    key('b', '2026-02-01T00:00:00.000Z'),
    key('a', '2026-01-01T00:00:00.000Z'),
  ];
  expect(keysInTime(keys).map(({ id, until }) => [id, until])).toEqual([
    ['c', null],
    ['b', '2026-03-01T00:00:00.000Z'],
    ['a', '2026-02-01T00:00:00.000Z'],
  ]);
});
