import { buildImage } from '../../build.ts';
import { miniRecipe } from './recipe.ts';

/** Builds into the directory of its argument; prints the step it is at, and at the end the id of the image. */
const { id } = await buildImage({
  recipe: miniRecipe,
  cacheDir: process.argv[2] ?? '',
  onProgress: ({ step }) => process.stdout.write(`step ${step}\n`),
});
process.stdout.write(`id ${id}\n`);
