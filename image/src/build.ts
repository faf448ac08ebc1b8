import { mkdir, rename, rm } from 'node:fs/promises';
import { isTuskarError, TuskarError } from '@tuskar/contract/error.ts';
import { AptRoot } from './apt/apt-root.ts';
import { PackageCache } from './apt/package-cache.ts';
import { CommandFailure, type Log } from './command.ts';
import { imageId, recipeDigest, resolvedDigest } from './digest.ts';
import { buildPlace, removeLeftovers } from './leftovers.ts';
import { holdLock } from './lock.ts';
import { allResolved, PartialImage } from './partial.ts';
import type { Recipe } from './recipe.ts';
import { agentRecipe } from './recipes/agent/recipe.ts';
import { diskRecipe } from './recipes/disk/recipe.ts';
import { hostRecipe } from './recipes/host/recipe.ts';
import type { Manifest } from './schema.ts';
import { assertSpace } from './space.ts';
import type { BuildContext } from './stage/context.ts';
import { resolve } from './stage/fetch.ts';
import { imageStages } from './stage/list.ts';
import { type Progress, runStages, type Stage } from './stages.ts';
import { imageDirectory, imagesDirectory, newestImage, readManifest } from './store.ts';
import { assertTools } from './tools.ts';

export type BuildOptions = {
  cacheDir: string;
  /** Ask the mirror again, and build if it has newer packages than the newest image. */
  refresh?: 'never' | 'ask-mirror';
  onProgress?: (progress: Progress) => void;
  onLog?: Log;
  signal?: AbortSignal;
};

/** Builds the golden image of the hosts, or finds it built. See `buildImage`. */
export async function buildHostImage(options: BuildOptions): Promise<Manifest> {
  return await buildImage({ ...options, recipe: hostRecipe });
}

/** Builds the ramdisk of Ironic's agent, or finds it built. See `buildImage`. */
export async function buildAgentImage(options: BuildOptions): Promise<Manifest> {
  return await buildImage({ ...options, recipe: agentRecipe });
}

/**
 * Builds the disk that machines boot a host image from, or finds it built. See `buildImage`.
 * @throws image-not-found
 */
export async function buildDiskImage(options: BuildOptions & { hostImage: string }): Promise<Manifest> {
  const { id, recipe } = await readManifest(options.hostImage, options);
  if (recipe.name !== 'host') {
    throw new TuskarError('image-not-found', `${id} is no host image: a disk is made of one.`, {
      context: { id },
    });
  }
  return await buildImage({ ...options, recipe: diskRecipe(id) });
}

/**
 * Builds the image of a recipe, or finds it built.
 *
 * An image's id covers its recipe and the exact packages that the mirror gave for it. To find a built image
 * the recipe alone must be enough: asking the mirror takes seconds and a network, and a new version of some
 * package in Debian is no reason to keep a person waiting five minutes. So the newest image of this very recipe
 * is taken as it is, and packages are resolved anew only on `refresh`, or when the recipe has changed.
 *
 * @throws image-… of the catalogue; root-needed
 */
export async function buildImage(options: BuildOptions & { recipe: Recipe }): Promise<Manifest> {
  const { recipe, refresh = 'never', onProgress = () => {}, onLog = () => {} } = options;
  const digest = await recipeDigest(recipe);
  const find = async (): Promise<Manifest | null> =>
    refresh === 'never' ? await newestImage({ recipe: recipe.name, digest }, options) : null;
  const built = await find();
  if (built) return built;

  await assertTools();
  await mkdir(imagesDirectory(options), { recursive: true });
  const place = buildPlace(recipe.name, digest, options);
  const onWait = (): void =>
    onProgress({ step: 'wait', done: 0, total: 1, message: 'Waiting for another build of the same image' });
  await using _lock = await holdLock(place.lockFile, { onWait, signal: options.signal });
  const builtMeanwhile = await find();
  if (builtMeanwhile) return builtMeanwhile;

  await removeLeftovers({ ...options, keep: place.directory });
  const { partial, resumed } = await PartialImage.open(place.directory);
  if (resumed && refresh === 'ask-mirror') await partial.clear();
  if (!resumed) await assertSpace(imagesDirectory(options), recipe.diskBytes);
  onLog(resumed ? 'Going on with a build that was cut off' : `Building the image ${recipe.name}`);

  const failing = new AbortController();
  const context: BuildContext = {
    cacheDir: options.cacheDir,
    recipe,
    recipeDigest: digest,
    partial,
    apt: new AptRoot(partial.apt, recipe.architecture),
    packages: new PackageCache(`${options.cacheDir}/packages/${recipe.name}`),
    log: onLog,
    signal: options.signal ? AbortSignal.any([options.signal, failing.signal]) : failing.signal,
  };
  return await make(context, { ...options, onProgress, abort: () => failing.abort() });
}

type MakeOptions = { cacheDir: string; onProgress: (progress: Progress) => void; abort: () => void };

async function make(context: BuildContext, options: MakeOptions): Promise<Manifest> {
  const { partial, recipe } = context;
  const resolving: Stage = {
    name: 'resolve',
    after: [],
    seconds: 10,
    title: 'Resolving the packages',
    run: async (report) => await resolve(context, report),
  };
  const stages = imageStages(context).map((stage) => ({ ...stage, run: explained(stage, context) }));
  const runners = { ...options, marks: partial, whole: [resolving, ...stages] };
  await runStages([resolving], runners);
  const resolved = await partial.readResolved();
  const id = imageId({
    recipe: recipe.name,
    digest: context.recipeDigest,
    resolved: resolvedDigest(allResolved(resolved)),
  });
  const there = await readManifest(id, options).catch(() => null);
  if (!there) {
    await runStages(stages, runners);
    await rename(partial.image, imageDirectory(id, options));
  }
  await rm(partial.directory, { recursive: true, force: true });
  return there ?? (await readManifest(id, options));
}

/** A failure of a program, told as the failure of a stage. */
function explained(stage: Stage, { partial, recipe }: BuildContext): Stage['run'] {
  return async (report) => {
    try {
      await stage.run(report);
    } catch (error) {
      // The mirror has dropped a version that was resolved: to go on with it would fail for ever.
      if (isTuskarError(error, 'image-mirror-unreachable') && /\b404\b/.test(error.message))
        await partial.clear();
      if (!(error instanceof CommandFailure)) throw error;
      const message = `Building the image ${recipe.name} failed at "${stage.title}":\n${error.output}`;
      throw new TuskarError('image-build-failed', message, {
        cause: error,
        context: { stage: stage.name, exitCode: error.exitCode },
      });
    }
  };
}
