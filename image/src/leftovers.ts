import { readdir, rm } from 'node:fs/promises';
import { tryLock } from './lock.ts';
import { imagesDirectory, type StoreOptions } from './store.ts';

export type BuildPlace = { directory: string; lockFile: string };

/** Where the build of one version of a recipe works. One build at a time has it. */
export function buildPlace(recipe: string, digest: string, options: StoreOptions): BuildPlace {
  const name = `${recipe}-${digest.slice(0, 12)}`;
  const images = imagesDirectory(options);
  return { directory: `${images}/.partial-${name}`, lockFile: `${images}/.locks/${name}` };
}

/**
 * Removes what killed builds of other versions of a recipe, and killed removals, have left. There is nothing else:
 * their mounts and processes went with them, see chroot.sh.
 */
export async function removeLeftovers(options: StoreOptions & { keep: string }): Promise<void> {
  const images = imagesDirectory(options);
  for (const name of await readdir(images)) {
    const directory = `${images}/${name}`;
    if (directory === options.keep) continue;
    if (name.startsWith('.removing-')) await rm(directory, { recursive: true, force: true, maxRetries: 10 });
    if (!name.startsWith('.partial-')) continue;
    // Null while another process works there.
    await using lock = await tryLock(`${images}/.locks/${name.slice('.partial-'.length)}`);
    if (lock) await rm(directory, { recursive: true, force: true, maxRetries: 10 });
  }
}
