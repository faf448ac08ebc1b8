import { readFile } from 'node:fs/promises';
import { runInRoot } from '../chroot.ts';
import type { BuildContext } from './context.ts';

/** Runs a shell script inside the tree. An argument, not standard input: programs in it may read that. */
export async function runScript(file: string, { partial, log, signal }: BuildContext): Promise<void> {
  const text = await readFile(file, 'utf8');
  await runInRoot(['sh', '-e', '-c', text], { root: partial.rootfs, log, signal });
}
