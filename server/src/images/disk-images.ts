import { TuskarError } from '@tuskar/contract/error.ts';
import type { Manifest } from '@tuskar/image/schema.ts';
import { imageDirectory, newestImage, readManifest } from '@tuskar/image/store.ts';
import type { DiskImage, DiskImages } from '../hardware/deploy/deps.ts';

/** The images of disks, as the room of hardware needs them. */
export function createDiskImages({ cacheDir }: { cacheDir: string }): DiskImages {
  function toDiskImage({ id, disk }: Manifest): DiskImage {
    if (disk === null) throw notFound(`The image ${id} is no disk.`);
    const { path, sha256, bytes } = disk.file;
    const source = `${imageDirectory(id, { cacheDir })}/${path}`;
    return { id, hostImage: disk.from, virtualBytes: disk.virtualBytes, file: { source, sha256, bytes } };
  }

  return {
    choose: async (id) => {
      if (id !== undefined) return toDiskImage(await readManifest(id, { cacheDir }));
      const newest = await newestImage({ recipe: 'disk' }, { cacheDir });
      if (newest === null) throw notFound('No disk for machines was built yet.');
      return toDiskImage(newest);
    },
  };
}

function notFound(message: string): TuskarError {
  return new TuskarError('disk-image-not-found', message);
}
