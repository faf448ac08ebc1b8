import { fileURLToPath } from 'node:url';
import type { Recipe } from '../../recipe.ts';

/** The host image as a disk that a machine boots: what a machine needs beyond a container, and a boot loader. */
export const diskRecipe = (hostImage: string): Recipe => ({
  name: 'disk',
  directory: fileURLToPath(new URL('.', import.meta.url)),
  suite: 'trixie',
  architecture: 'amd64',
  openstack: { release: '2025.1', name: 'Epoxy' },
  from: hostImage,
  packages: [
    // The kernel of real servers: the cloud kernel has no driver for them.
    'linux-image-amd64',
    'initramfs-tools',
    'zstd',
    'shim-signed',
    'grub-efi-amd64-signed',
    // The root file system grows to the disk's size.
    'systemd-repart',
    'e2fsprogs',
    'systemd-timesyncd',
    // The image is made by programs in it.
    'dosfstools',
    'fdisk',
    'mtools',
    'qemu-utils',
  ],
  lonePackages: [],
  paths: [],
  services: { linux: 'linux-image-amd64' },
  patches: [],
  preparation: null,
  tasks: [],
  options: [],
  databases: [],
  guest: null,
  ramdisk: null,
  disk: { commandLine: 'ro console=tty0 console=ttyS0,115200n8', espMegabytes: 64, spareMegabytes: 256 },
  diskBytes: 12e9,
});
