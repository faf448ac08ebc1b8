import { readdir, readFile } from 'node:fs/promises';
import { TuskarError } from '@tuskar/contract/error.ts';
import { type AptSource, parseDeb822, parseOneLine } from './sources.ts';

/** Every image is made of packages that Debian signed, whatever mirror carries them. */
export const debianKeyring = '/usr/share/keyrings/debian-archive-keyring.gpg';

const aliases = ['stable', 'oldstable', 'oldoldstable', 'testing', 'unstable', 'sid'];

/** All sources that the machine's apt reads. */
export async function machineSources(etc = '/etc/apt'): Promise<AptSource[]> {
  const main = await readFile(`${etc}/sources.list`, 'utf8').catch(() => '');
  const parts = (await readdir(`${etc}/sources.list.d`).catch(() => [])).sort((a, b) => (a < b ? -1 : 1));
  const texts = parts.map(async (name) => {
    if (!/\.(list|sources)$/.test(name)) return [];
    const text = await readFile(`${etc}/sources.list.d/${name}`, 'utf8');
    return name.endsWith('.list') ? parseOneLine(text) : parseDeb822(text);
  });
  return [...parseOneLine(main), ...(await Promise.all(texts)).flat()];
}

/** VERSION_CODENAME of os-release(5), or '' where there is none. */
export async function machineCodename(file = '/etc/os-release'): Promise<string> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return /^VERSION_CODENAME="?([a-z]+)"?$/m.exec(text)?.[1] ?? '';
}

export type MirrorOptions = {
  sources: readonly AptSource[];
  codename: string;
  suite: string;
  /** Archive to use instead of the machine's; also for updates. */
  mirror?: string | undefined;
  securityMirror?: string | undefined;
};

/**
 * The machine's own Debian archives with the image's suite in place of the machine's: the archive, and its
 * updates and security where the machine has them.
 *
 * A source whose key is another's than Debian's is somebody else's packages, even if its suite is called alike.
 * @throws image-mirror-unknown
 */
export function mirrorsFor(options: MirrorOptions): AptSource[] {
  const { mirror, securityMirror, suite } = options;
  if (mirror !== undefined) {
    const named = [archive(mirror, suite), archive(mirror, `${suite}-updates`)];
    return securityMirror === undefined ? named : [...named, archive(securityMirror, `${suite}-security`)];
  }
  const names = new Set([options.codename, suite, ...aliases]);
  const found = new Map<string, AptSource>();
  for (const source of options.sources) {
    const match = /^([a-z]+)(?:[-/](updates|security))?(?:\/updates)?$/.exec(source.suite);
    if (!match || !names.has(match[1] ?? '') || !source.components.includes('main')) continue;
    if (source.signedBy !== null && !source.signedBy.includes('debian-archive')) continue;
    // Before Debian 11 the security archive's suite was buster/updates.
    const pocket = source.suite.includes('/') ? 'security' : match[2];
    const target = pocket === undefined ? suite : `${suite}-${pocket}`;
    if (!found.has(target)) found.set(target, { ...source, suite: target, components: ['main'] });
  }
  if (!found.has(suite)) {
    throw new TuskarError(
      'image-mirror-unknown',
      `The apt sources of this machine name no Debian archive that could give ${suite}.`,
      { context: { suite, codename: options.codename } },
    );
  }
  return [...found.values()];
}

const archive = (uri: string, suite: string): AptSource => ({
  uri,
  suite,
  components: ['main'],
  signedBy: debianKeyring,
  checkValidUntil: true,
});

/** The text of a sources.list; every archive must be signed by Debian. */
export function formatSources(sources: readonly AptSource[]): string {
  return sources
    .map(({ uri, suite, components, checkValidUntil }) => {
      const expiry = checkValidUntil ? '' : ' check-valid-until=no';
      return `deb [signed-by=${debianKeyring}${expiry}] ${uri} ${suite} ${components.join(' ')}\n`;
    })
    .join('');
}
