import { chooseHostImage, readOptions } from '@tuskar/image/store.ts';
import type { ImageCatalogue, ImageFacts } from './image-catalogue.ts';
import { indexOptions } from './options/index-options.ts';
import { ServiceOptions } from './options/schema.ts';

/** Images whose options stay in memory: a few megabytes each, read for every plan. */
const kept = 3;

/** The images of a cache directory, with the option schema of every service in them. */
export function createImageCatalogue({ cacheDir }: { cacheDir: string }): ImageCatalogue {
  const known = new Map<string, Promise<ImageFacts>>();

  async function load(id: string): Promise<ImageFacts> {
    const manifest = await chooseHostImage(id, { cacheDir });
    const schemas = await Promise.all(
      manifest.options.map(async ({ service }) => {
        const schema = ServiceOptions.parse(await readOptions({ id, service }, { cacheDir }));
        return [service, indexOptions(schema)] as const;
      }),
    );
    return { id, options: new Map(schemas) };
  }

  /** An image never changes, so that it is read once. */
  function get(id: string): Promise<ImageFacts> {
    const loading = known.get(id) ?? load(id);
    known.delete(id);
    known.set(id, loading);
    loading.catch(() => known.delete(id));
    for (const old of [...known.keys()].slice(0, -kept)) known.delete(old);
    return loading;
  }

  return {
    get,
    newest: async () => await get((await chooseHostImage(undefined, { cacheDir })).id),
  };
}
