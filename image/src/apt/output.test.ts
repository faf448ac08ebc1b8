import { isTuskarError } from '@tuskar/contract/error.ts';
import { describe, expect, it } from 'vitest';
import { CommandFailure } from '../command.ts';
import { mirrorError } from './failure.ts';
import { parsePrintUris } from './packages.ts';
import { parseAptStatus } from './status.ts';

describe('parsePrintUris', () => {
  it('reads name, version with its epoch, architecture, size and checksum', () => {
    const text = `Reading package lists...
'http://m.example/pool/n/nova-api_31.0.0-6_all.deb' nova-api_2%3a31.0.0-6_all.deb 35332 SHA256:ab
'http://m.example/pool/a/apt_3.0.3_amd64.deb' apt_3.0.3_amd64.deb 1446752 SHA256:cd
`;
    expect(parsePrintUris(text)).toEqual([
      {
        name: 'apt',
        version: '3.0.3',
        architecture: 'amd64',
        bytes: 1446752,
        checksum: 'SHA256:cd',
        file: 'apt_3.0.3_amd64.deb',
      },
      {
        name: 'nova-api',
        version: '2:31.0.0-6',
        architecture: 'all',
        bytes: 35332,
        checksum: 'SHA256:ab',
        file: 'nova-api_2%3a31.0.0-6_all.deb',
      },
    ]);
  });
});

describe('parsePrintUris, of a package without a checksum', () => {
  it('is an error', () => {
    expect(() => parsePrintUris("'http://m.example/a' apt_3_amd64.deb 1 ")).toThrow(/apt_3/);
  });
});

describe('parseAptStatus', () => {
  it('reads lines of downloads and of installation', () => {
    expect(parseAptStatus('dlstatus:4:33.3:Retrieving file 4 of 9')).toEqual({
      kind: 'download',
      percent: 33.3,
      message: 'Retrieving file 4 of 9',
    });
    expect(parseAptStatus('pmstatus:libc6:amd64:12.5:Unpacking libc6 (amd64)')?.percent).toBe(12.5);
    expect(parseAptStatus('pmstatus:nova-api:80:Configuring nova-api')?.message).toBe('Configuring nova-api');
  });

  it('leaves out what it does not know', () => {
    expect(parseAptStatus('pmconffile:/etc/x:10:text')).toBeNull();
    expect(parseAptStatus('')).toBeNull();
  });
});

describe('mirrorError', () => {
  it.each([
    [
      "E: Failed to fetch http://m.example/x  Temporary failure resolving 'm.example'",
      'image-mirror-unreachable',
    ],
    ['W: GPG error: http://m.example trixie InRelease: NO_PUBKEY 0123', 'image-mirror-refused'],
    [
      "E: The repository 'http://m.example trixie Release' does not have a Release file.",
      'image-mirror-refused',
    ],
    ['E: Unable to locate package nova-apo', 'image-package-unknown'],
  ])('%s', (line, code) => {
    const error = mirrorError(new CommandFailure(['apt-get'], 100, `Reading…\n${line}`), 'Resolving');
    expect(error).toSatisfy((e) => isTuskarError(e, code as 'image-mirror-refused'));
    expect((error as Error).message).toContain(line);
  });

  it('leaves other errors as they are', () => {
    const error = new Error('other');
    expect(mirrorError(error, 'Resolving')).toBe(error);
  });
});
