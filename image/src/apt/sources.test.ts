import { describe, expect, it } from 'vitest';
import { parseDeb822, parseOneLine } from './sources.ts';

describe('parseOneLine', () => {
  it('reads options, components, and nothing of comments and source packages', () => {
    const text = `
# deb http://mirror.example/debian bookworm main
deb [signed-by=/k.gpg check-valid-until=no] http://mirror.example/debian bookworm main contrib # why
deb-src http://mirror.example/debian bookworm main
`;
    expect(parseOneLine(text)).toEqual([
      {
        uri: 'http://mirror.example/debian',
        suite: 'bookworm',
        components: ['main', 'contrib'],
        signedBy: '/k.gpg',
        checkValidUntil: false,
      },
    ]);
  });

  it('finds nothing in an empty file', () => {
    expect(parseOneLine('')).toEqual([]);
  });
});

describe('parseDeb822', () => {
  it('gives one source per URI and suite', () => {
    const text = `Types: deb deb-src
# a comment between fields
URIs: http://a.example/debian http://b.example/debian
Suites: bookworm bookworm-updates
Components: main
Signed-By: /k.gpg
`;
    const pairs = parseDeb822(text).map(({ uri, suite }) => `${uri} ${suite}`);
    expect(pairs).toEqual([
      'http://a.example/debian bookworm',
      'http://a.example/debian bookworm-updates',
      'http://b.example/debian bookworm',
      'http://b.example/debian bookworm-updates',
    ]);
  });

  it('leaves out stanzas that are disabled or only for source packages', () => {
    const off = 'Enabled: no\nTypes: deb\nURIs: http://a.example\nSuites: x\nComponents: main\n';
    const source = 'Types: deb-src\nURIs: http://a.example\nSuites: x\nComponents: main\n';
    expect(parseDeb822(`${off}\n${source}`)).toEqual([]);
  });

  it('keeps a key that is written into the stanza', () => {
    const text = `Types: deb
URIs: http://a.example
Suites: x
Components: main
Signed-By:
 -----BEGIN PGP PUBLIC KEY BLOCK-----
 .
 abc
`;
    expect(parseDeb822(text)[0]?.signedBy).toMatch(/^-----BEGIN PGP/);
  });
});
