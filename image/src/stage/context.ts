import type { AptRoot } from '../apt/apt-root.ts';
import type { PackageCache } from '../apt/package-cache.ts';
import type { Log } from '../command.ts';
import type { PartialImage } from '../partial.ts';
import type { Recipe } from '../recipe.ts';

/** What every stage of a build works with. */
export type BuildContext = {
  cacheDir: string;
  recipe: Recipe;
  recipeDigest: string;
  partial: PartialImage;
  apt: AptRoot;
  packages: PackageCache;
  log: Log;
  signal: AbortSignal;
};
