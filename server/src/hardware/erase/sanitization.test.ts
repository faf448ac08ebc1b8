import { EraseMethod } from '@tuskar/contract/certificate.ts';
import { expect, it } from 'vitest';
import { sanitizationClass } from './sanitization.ts';

it.each([
  ['overwrite-zeros', true, 'clear'],
  ['ata-security-erase', true, 'clear'],
  ['ata-security-erase-enhanced', true, 'purge'],
  ['ata-security-erase-enhanced', false, 'clear'],
  ['ata-sanitize-block-erase', false, 'purge'],
  ['nvme-format-user-data', false, 'purge'],
  ['nvme-sanitize-crypto', false, 'purge'],
] as const)('%s on a disk that rotates (%s) is %s', (method, rotational, expected) => {
  expect(sanitizationClass(method, rotational)).toBe(expected);
});

it('gives a disk that does not say what it is no more than the least that it can be', () => {
  for (const method of EraseMethod.options) {
    const least = [true, false].some((rotational) => sanitizationClass(method, rotational) === 'clear');
    expect(sanitizationClass(method, null)).toBe(least ? 'clear' : 'purge');
  }
});
