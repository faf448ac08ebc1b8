import { createHash } from 'node:crypto';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { outputInRoot, runInRoot } from '../chroot.ts';
import { run } from '../command.ts';
import { imageDirectory } from '../store.ts';
import type { BuildContext } from './context.ts';

const script = fileURLToPath(new URL('disk.sh', import.meta.url));

/** Where a disk image keeps its one file. */
export const diskFile = 'disk/disk.qcow2';

/** Begins with the tree of another image. Blocks are shared where the file system can. */
export async function copyTree({ recipe, partial, cacheDir, log, signal }: BuildContext): Promise<void> {
  if (recipe.from === null) return;
  await rm(partial.rootfs, { recursive: true, force: true, maxRetries: 10 });
  const tree = `${imageDirectory(recipe.from, { cacheDir })}/rootfs`;
  await run(['cp', '--archive', '--reflink=auto', tree, partial.rootfs], { log, signal });
}

/** Makes the disk by the programs in the tree, from a second view of the tree without what is mounted in it. */
export async function makeDisk({ recipe, partial, log, signal }: BuildContext): Promise<void> {
  if (recipe.disk === null || recipe.from === null) return;
  const out = `${partial.image}/disk`;
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  const { disk, root, esp } = diskIdentity(recipe.from);
  const { commandLine, espMegabytes, spareMegabytes } = recipe.disk;
  const settings = [disk, root, esp, String(espMegabytes), String(spareMegabytes), commandLine];
  await runInRoot(['sh', '-e', '-c', await readFile(script, 'utf8'), 'disk', ...settings], {
    root: partial.rootfs,
    binds: [
      { from: partial.rootfs, to: '/run/tree' },
      { from: out, to: '/run/disk' },
    ],
    log,
    signal,
  });
}

/** Size of the disk as a machine sees it. */
export async function virtualBytes({ partial, log, signal }: BuildContext): Promise<number> {
  const said = await outputInRoot(['qemu-img', 'info', '--output=json', `/run/${diskFile}`], {
    root: partial.rootfs,
    binds: [{ from: `${partial.image}/disk`, to: '/run/disk' }],
    log,
    signal,
  });
  return (JSON.parse(said) as { 'virtual-size': number })['virtual-size'];
}

/** Identifiers of the disk and its parts: the same image has the same ones. */
export function diskIdentity(from: string): { disk: string; root: string; esp: string } {
  const uuid = (part: string): string => {
    const hex = createHash('sha256').update(`${from} ${part}`).digest('hex');
    // Version 8 of RFC 9562: made in a way of our own.
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  };
  return { disk: uuid('disk'), root: uuid('root'), esp: uuid('esp') };
}
