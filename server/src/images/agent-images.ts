import { TuskarError } from '@tuskar/contract/error.ts';
import type { ImageFile, Manifest } from '@tuskar/image/schema.ts';
import { imageDirectory, listImages, newestImage, readManifest } from '@tuskar/image/store.ts';
import type { AgentImage, AgentImages } from '../hardware/agent-image.ts';

/** The images of the agent, as the room of hardware needs them. */
export function createAgentImages({ cacheDir }: { cacheDir: string }): AgentImages {
  function toAgentImage({ id, ramdisk }: Manifest): AgentImage {
    if (ramdisk === null) {
      throw new TuskarError('image-not-found', `The image ${id} is no ramdisk.`, { context: { image: id } });
    }
    const file = ({ path, ...rest }: ImageFile) => ({
      source: `${imageDirectory(id, { cacheDir })}/${path}`,
      ...rest,
    });
    return { id, kernel: file(ramdisk.vmlinuz), initramfs: file(ramdisk.initramfs) };
  }

  return {
    newest: async () => {
      const manifest = await newestImage({ recipe: 'agent' }, { cacheDir });
      return manifest === null ? null : toAgentImage(manifest);
    },
    idOf: async ({ kernel, initramfs }) => {
      const found = (await listImages({ cacheDir })).find(
        ({ ramdisk }) => ramdisk?.vmlinuz.sha256 === kernel && ramdisk.initramfs.sha256 === initramfs,
      );
      return found?.id ?? null;
    },
    get: async (id) => toAgentImage(await readManifest(id, { cacheDir })),
  };
}
