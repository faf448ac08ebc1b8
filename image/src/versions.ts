import { outputInRoot } from './chroot.ts';
import type { Log } from './command.ts';
import type { ImagePackage } from './schema.ts';

/** Every package that is installed in a tree, by name. */
export async function installedPackages(
  root: string,
  options: { log: Log; signal: AbortSignal },
): Promise<ImagePackage[]> {
  const format = '${db:Status-Status}\\t${Package}\\t${Version}\\t${Architecture}\\t${source:Package}\\n';
  const listed = await outputInRoot(['dpkg-query', '--show', `--showformat=${format}`], { root, ...options });
  return parseInstalled(listed);
}

export function parseInstalled(text: string): ImagePackage[] {
  return text
    .split('\n')
    .map((line) => line.split('\t'))
    .filter(([status]) => status === 'installed')
    .map(([, name = '', version = '', architecture = '', source = '']) => ({
      name,
      version,
      architecture,
      source,
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** What upstream calls a Debian version: '2:31.0.0-6+deb13u2' → '31.0.0', '1:27.3.4.1+dfsg-1' → '27.3.4.1'. */
export function upstreamVersion(debian: string): string {
  return debian
    .replace(/^\d+:/, '')
    .replace(/-[^-]*$/, '')
    .replace(/[+~](?:dfsg|ds|repack|really).*$/, '');
}
