import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { relative } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { ResolvedPackage } from './apt/packages.ts';
import type { Recipe } from './recipe.ts';

/** Raise it when the builder itself changes what comes out of the same recipe. */
const builderFormat = 1;

/** sha256 over everything a recipe says: its data, and the content and mode of its files. */
export async function recipeDigest(recipe: Recipe): Promise<string> {
  const { directory, guest, ...said } = recipe;
  // A pattern has no JSON.
  const plain = (_key: string, value: unknown): unknown => (value instanceof RegExp ? value.source : value);
  const data = {
    builderFormat,
    ...said,
    guest: guest && { ...guest, directory: '' },
  };
  const hash = createHash('sha256').update(JSON.stringify(data, plain));
  for (const root of guest ? [directory, guest.directory] : [directory]) {
    for (const file of await filesBelow(root)) {
      // A checkout keeps of the mode only whether a file can be run.
      const runs = ((await stat(file)).mode & 0o100) !== 0;
      hash.update(`\0${relative(root, file)}\0${runs}\0`).update(await readFile(file));
    }
  }
  return hash.digest('hex');
}

/** sha256 over the exact packages that a mirror gives, wherever it is. */
export function resolvedDigest(packages: readonly ResolvedPackage[]): string {
  const lines = packages.map((one) => `${one.name} ${one.version} ${one.architecture} ${one.checksum}\n`);
  return createHash('sha256').update(lines.sort().join('')).digest('hex');
}

/** The name of an image: the same for the same recipe and the same packages. */
export function imageId({
  recipe,
  digest,
  resolved,
}: {
  recipe: string;
  digest: string;
  resolved: string;
}): string {
  const hash = createHash('sha256').update(`${digest}\n${resolved}\n`).digest('hex');
  return `${recipe}-${hash.slice(0, 12)}`;
}

export async function fileDigest(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/** All but the modules: what they say is in the recipe's data. */
async function filesBelow(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.ts'))
    .map((entry) => `${entry.parentPath}/${entry.name}`)
    .sort();
}
