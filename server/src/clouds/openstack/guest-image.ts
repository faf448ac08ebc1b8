import { join } from 'node:path';
import type { CloudApis } from './cloud-apis.ts';

export type GuestImage = {
  name: string;
  /** Where vmlinuz, initrd and disk.qcow2 are. */
  directory: string;
  visibility?: 'private' | 'public';
};

/** Uploads the test guest as a disk image with its kernel and initial ramdisk beside it; gives the disk image's id. */
export async function uploadGuest({ image }: Pick<CloudApis, 'image'>, guest: GuestImage): Promise<string> {
  const { name, directory, visibility = 'private' } = guest;
  const add = async (part: string, format: 'aki' | 'ari') => {
    const id = await image.create({
      name: `${name}-${part}`,
      containerFormat: format,
      diskFormat: format,
      visibility,
    });
    await image.upload(id, join(directory, part));
    return id;
  };
  const [kernel, ramdisk] = await Promise.all([add('vmlinuz', 'aki'), add('initrd', 'ari')]);
  const disk = await image.create({
    name,
    containerFormat: 'bare',
    diskFormat: 'qcow2',
    visibility,
    properties: { kernel_id: kernel, ramdisk_id: ramdisk, os_command_line: 'console=ttyS0' },
  });
  await image.upload(disk, join(directory, 'disk.qcow2'));
  return disk;
}
