import { describe, expect, it } from 'vitest';
import { parseInstalled, upstreamVersion } from './versions.ts';

describe('upstreamVersion', () => {
  it.each([
    ['2:31.0.0-6+deb13u2', '31.0.0'],
    ['1:27.3.4.1+dfsg-1+deb13u4', '27.3.4.1'],
    ['1:10.0.13+ds-0+deb13u1', '10.0.13'],
    ['3.12', '3.12'],
  ])('%s is %s', (debian, upstream) => {
    expect(upstreamVersion(debian)).toBe(upstream);
  });
});

describe('parseInstalled', () => {
  it('lists what is installed, by name, and nothing of what was removed', () => {
    const text =
      'installed\tnova\t31\tall\tnova\nconfig-files\told\t1\tall\told\ninstalled\tapt\t3\tamd64\tapt\n';
    expect(parseInstalled(text).map(({ name }) => name)).toEqual(['apt', 'nova']);
  });
});
