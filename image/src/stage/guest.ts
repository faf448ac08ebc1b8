import { mkdir, readdir, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { runInRoot } from '../chroot.ts';
import { run } from '../command.ts';
import type { BuildContext } from './context.ts';

const script = fileURLToPath(new URL('guest.sh', import.meta.url));

/** Makes the kernel and the initramfs of the test guest. */
export async function makeGuest({ recipe, partial, log, signal }: BuildContext): Promise<void> {
  if (recipe.guest === null) return;
  const out = `${partial.image}/guest`;
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  const packages = `${partial.work}/guest-packages`;
  const debs = (await readdir(packages)).map((name) => `${packages}/${name}`);
  const work = `${partial.work}/guest`;
  await run(['sh', script, recipe.guest.directory, work, out, ...debs], { log, signal });
}

/** Makes the empty disk that nova boots the kernel with, by the QEMU of the image itself. */
export async function makeGuestDisk({ partial, log, signal }: BuildContext): Promise<void> {
  await runInRoot(['qemu-img', 'create', '-q', '-f', 'qcow2', '/run/guest/disk.qcow2', '16M'], {
    root: partial.rootfs,
    binds: [{ from: `${partial.image}/guest`, to: '/run/guest' }],
    log,
    signal,
  });
}
