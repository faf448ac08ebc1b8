import { TuskarError } from '@tuskar/contract/error.ts';
import type { Image, ImageDetail, ImageRecipe } from '@tuskar/contract/image.ts';
import type { BuildRequest as ImageBuild } from '@tuskar/lab/keeper/protocol.ts';
import type { Manifest } from '@tuskar/image/schema.ts';
import { chooseHostImage, listImages, readManifest } from '@tuskar/image/store.ts';

export type ImagesOptions = {
  cacheDir: string;
  /** Names of the clouds that use each image now, by the image's id. */
  usedBy: () => Promise<ReadonlyMap<string, string[]>>;
};

export type Images = ReturnType<typeof createImages>;

/** The use cases of images: the builder writes them, this room only reads. */
export function createImages({ cacheDir, usedBy }: ImagesOptions) {
  return {
    /** The host image that is asked for, or else the newest. */
    choose: async (id: string | undefined): Promise<string> => (await chooseHostImage(id, { cacheDir })).id,
    /** What exactly is to be built: the newest host image of now, not of when the operation begins. */
    toBuild: async ({
      recipe,
      from,
    }: {
      recipe: ImageRecipe;
      from?: string | undefined;
    }): Promise<ImageBuild> => {
      if (recipe === 'disk') return { recipe, from: (await chooseHostImage(from, { cacheDir })).id };
      if (from === undefined) return { recipe };
      throw new TuskarError('invalid-request', `An image of the recipe ${recipe} is made from no other.`);
    },
    list: async (): Promise<Image[]> => {
      const [manifests, used] = await Promise.all([listImages({ cacheDir }), usedBy()]);
      return manifests.map((manifest) => toImage(manifest, used));
    },
    show: async (id: string): Promise<ImageDetail> => {
      const [manifest, used] = await Promise.all([readManifest(id, { cacheDir }), usedBy()]);
      return toImageDetail(manifest, used);
    },
  };
}

function toImage(manifest: Manifest, used: ReadonlyMap<string, string[]>): Image {
  return {
    id: manifest.id,
    recipe: manifest.recipe.name,
    createdAt: manifest.createdAt,
    base: manifest.base.suite,
    openstack: manifest.openstack?.release ?? 'none',
    packages: manifest.packages.length,
    bytes: manifest.sizes.rootfsBytes,
    buildSeconds: manifest.build.seconds,
    usedBy: used.get(manifest.id) ?? [],
  };
}

function toImageDetail(manifest: Manifest, used: ReadonlyMap<string, string[]>): ImageDetail {
  return {
    ...toImage(manifest, used),
    packageVersions: Object.fromEntries(manifest.packages.map(({ name, version }) => [name, version])),
    optionSchemas: manifest.options.map(({ service, options }) => ({ service, options })),
    databases: manifest.databases.map(({ name }) => name),
  };
}
