import { randomUUID } from 'node:crypto';
import { readdir, readFile, rename, rm } from 'node:fs/promises';
import { TuskarError } from '@tuskar/contract/error.ts';
import { Manifest, ServiceOptions } from './schema.ts';

export type StoreOptions = { cacheDir: string };

const idPattern = /^[a-z]+-[0-9a-f]{12}$/;

export const imagesDirectory = ({ cacheDir }: StoreOptions): string => `${cacheDir}/images`;

export function imageDirectory(id: string, options: StoreOptions): string {
  // The id becomes a path.
  if (!idPattern.test(id)) throw notFound(id);
  return `${imagesDirectory(options)}/${id}`;
}

/** The manifests of all images, newest first. One that cannot be read is left out. */
export async function listImages(options: StoreOptions): Promise<Manifest[]> {
  const names = await readdir(imagesDirectory(options)).catch(() => []);
  const manifests = names
    .filter((name) => idPattern.test(name))
    .map(async (id) => await readManifest(id, options).catch(() => null));
  return (await Promise.all(manifests))
    .filter((manifest) => manifest !== null)
    .sort((a, b) => b.createdAt.localeCompare(a.createdAt));
}

/** @throws image-not-found, image-manifest-invalid */
export async function readManifest(id: string, options: StoreOptions): Promise<Manifest> {
  const file = `${imageDirectory(id, options)}/manifest.json`;
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw notFound(id, cause);
  });
  return parse(Manifest, text, file);
}

/** The option schema of one service. @throws image-not-found, image-manifest-invalid */
export async function readOptions(
  { id, service }: { id: string; service: string },
  options: StoreOptions,
): Promise<ServiceOptions> {
  const manifest = await readManifest(id, options);
  const path = manifest.options.find((entry) => entry.service === service)?.path;
  if (path === undefined) {
    throw new TuskarError('image-not-found', `Image ${id} has no option schema of ${service}.`, {
      context: { id, service },
    });
  }
  const file = `${imageDirectory(id, options)}/${path}`;
  return parse(ServiceOptions, await readFile(file, 'utf8'), file);
}

/** The newest image of a recipe; with a digest, of exactly that version of it. Null where there is none. */
export async function newestImage(
  wanted: { recipe: string; digest?: string },
  options: StoreOptions,
): Promise<Manifest | null> {
  const fits = ({ recipe }: Manifest): boolean =>
    recipe.name === wanted.recipe && (wanted.digest === undefined || recipe.digest === wanted.digest);
  return (await listImages(options)).find(fits) ?? null;
}

/**
 * The host image that is asked for, or else the newest: what containers boot and clouds are compiled against.
 * @throws image-not-found, image-unsuitable, image-manifest-invalid
 */
export async function chooseHostImage(id: string | undefined, options: StoreOptions): Promise<Manifest> {
  const found =
    id === undefined ? await newestImage({ recipe: 'host' }, options) : await readManifest(id, options);
  if (found === null) {
    throw new TuskarError('image-not-found', 'There is no host image yet.', {
      remedy: 'Build one with: tuskar image build --wait',
    });
  }
  if (found.recipe.name === 'host') return found;
  throw new TuskarError('image-unsuitable', `The image ${found.id} is no host image.`, {
    context: { id: found.id, recipe: found.recipe.name },
  });
}

/**
 * Removes an image. Whether something still uses it is for the caller to know.
 * @throws image-not-found
 */
export async function removeImage(id: string, options: StoreOptions): Promise<void> {
  const removing = `${imagesDirectory(options)}/.removing-${randomUUID()}`;
  await rename(imageDirectory(id, options), removing).catch((cause: unknown) => {
    throw notFound(id, cause);
  });
  await rm(removing, { recursive: true, force: true });
}

function parse<T>(schema: { parse: (value: unknown) => T }, text: string, file: string): T {
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    throw new TuskarError('image-manifest-invalid', `${file} is not what this version of Tuskar writes.`, {
      cause,
      context: { file },
    });
  }
}

const notFound = (id: string, cause?: unknown): TuskarError =>
  new TuskarError('image-not-found', `There is no image ${id}.`, { cause, context: { id } });
