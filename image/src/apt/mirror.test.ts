import { isTuskarError } from '@tuskar/contract/error.ts';
import { describe, expect, it } from 'vitest';
import { formatSources, mirrorsFor } from './mirror.ts';
import type { AptSource } from './sources.ts';

const source = (suite: string, more: Partial<AptSource> = {}): AptSource => ({
  uri: 'http://mirror.example/debian',
  suite,
  components: ['main'],
  signedBy: null,
  checkValidUntil: true,
  ...more,
});

const suites = (sources: AptSource[], codename = 'bookworm'): string[] =>
  mirrorsFor({ sources, codename, suite: 'trixie' }).map(({ suite }) => suite);

describe('mirrorsFor', () => {
  it("puts the image's suite in place of the machine's, updates and security too", () => {
    expect(suites([source('bookworm'), source('bookworm-updates'), source('bookworm-security')])).toEqual([
      'trixie',
      'trixie-updates',
      'trixie-security',
    ]);
  });

  it('takes updates and security only where the machine has them', () => {
    expect(suites([source('bookworm')])).toEqual(['trixie']);
  });

  it('reads the suites of old security archives and the names of moving ones', () => {
    expect(suites([source('buster'), source('buster/updates')], 'buster')).toEqual([
      'trixie',
      'trixie-security',
    ]);
    expect(suites([source('stable'), source('stable-updates')])).toEqual(['trixie', 'trixie-updates']);
  });

  it.each([
    ['another key', source('bookworm', { signedBy: '/usr/share/keyrings/other.gpg' })],
    ['another suite', source('bookworm-pgdg')],
    ['backports', source('bookworm-backports')],
    ['no main component', source('bookworm', { components: ['stable'] })],
  ])('leaves out what is not the archive itself: %s', (_name, other) => {
    expect(suites([other, source('bookworm')])).toEqual(['trixie']);
    expect(() => suites([other])).toThrow(expect.toSatisfy((e) => isTuskarError(e, 'image-mirror-unknown')));
  });

  it('takes a named mirror before anything of the machine', () => {
    const mirrors = mirrorsFor({
      sources: [source('bookworm')],
      codename: 'bookworm',
      suite: 'trixie',
      mirror: 'http://named.example/debian',
      securityMirror: 'http://named.example/debian-security',
    });
    expect(mirrors.map(({ uri, suite }) => `${uri} ${suite}`)).toEqual([
      'http://named.example/debian trixie',
      'http://named.example/debian trixie-updates',
      'http://named.example/debian-security trixie-security',
    ]);
  });
});

describe('formatSources', () => {
  it("demands Debian's signature, and keeps the expiry as the machine has it", () => {
    expect(formatSources([source('trixie', { checkValidUntil: false })])).toBe(
      'deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg check-valid-until=no] http://mirror.example/debian trixie main\n',
    );
  });
});
