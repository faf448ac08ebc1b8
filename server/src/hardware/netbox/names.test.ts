import { describe, expect, it } from 'vitest';
import { slug, within } from './names.ts';

describe('names of NetBox', () => {
  it.each([
    ['R 101', 'r-101'],
    ['Müller/Süd', 'muller-sud'],
    ['--', ''],
    [`${'a'.repeat(62)}-b`, 'a'.repeat(62)],
  ])('%s becomes %s', (text, name) => expect(slug(text)).toBe(name));

  it('stand within what they are in, once', () => {
    expect(within('dc1', 'r1')).toBe('dc1-r1');
    expect(within('dc1', 'dc1-r1')).toBe('dc1-r1');
    expect(within('dc1', 'dc10-r1')).toBe('dc1-dc10-r1');
  });
});
