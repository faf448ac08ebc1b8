import { mkdir, readFile, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { runInRoot } from '../chroot.ts';
import type { BuildContext } from './context.ts';

const script = fileURLToPath(new URL('ramdisk.sh', import.meta.url));

/** Where a ramdisk image keeps its two files. */
export const ramdiskFiles = { kernel: 'boot/vmlinuz', initramfs: 'boot/initramfs' } as const;

/** Packs the tree, by the programs in it, into an initramfs beside the kernel. What is mounted in it stays out. */
export async function packRamdisk({ partial, log, signal }: BuildContext): Promise<void> {
  const out = `${partial.image}/boot`;
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  await runInRoot(['sh', '-e', '-c', await readFile(script, 'utf8')], {
    root: partial.rootfs,
    binds: [
      { from: partial.rootfs, to: '/run/tree' },
      { from: out, to: '/run/boot' },
    ],
    log,
    signal,
  });
}

/** Nothing boots the tree itself. */
export async function removeTree({ partial }: BuildContext): Promise<void> {
  await rm(partial.rootfs, { recursive: true, force: true, maxRetries: 10 });
}
