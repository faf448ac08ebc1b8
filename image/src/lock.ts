import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { TuskarError } from '@tuskar/contract/error.ts';
import { execa } from 'execa';

export type Lock = AsyncDisposable;

/**
 * Holds an exclusive lock on a file until disposed of, or until this process dies. Another process that
 * holds it is waited for, after telling.
 *
 * Node has no flock(2), so flock(1) holds it: it ends with the standard input that we give it.
 */
export async function holdLock(
  file: string,
  { onWait, signal }: { onWait?: (() => void) | undefined; signal?: AbortSignal | undefined } = {},
): Promise<Lock> {
  await mkdir(dirname(file), { recursive: true });
  const atOnce = await tryLock(file);
  if (atOnce) return atOnce;
  onWait?.();
  const lock = await acquire(file, { args: [], signal });
  if (!lock) throw new TuskarError('image-build-cancelled', 'Cancelled while waiting for another build.');
  return lock;
}

/** The lock, or null when another holds it. */
export async function tryLock(file: string): Promise<Lock | null> {
  return await acquire(file, { args: ['--nonblock'] });
}

async function acquire(
  file: string,
  { args, signal }: { args: string[]; signal?: AbortSignal | undefined },
): Promise<Lock | null> {
  const child = execa('flock', ['--exclusive', ...args, file, 'sh', '-c', 'echo held; exec cat'], {
    stdin: 'pipe',
    stdout: 'pipe',
    buffer: false,
    reject: false,
    ...(signal === undefined ? {} : { cancelSignal: signal }),
  });
  const first = await child.iterable()[Symbol.asyncIterator]().next();
  if (first.done === true) {
    await child;
    return null;
  }
  return {
    async [Symbol.asyncDispose]() {
      child.stdin.end();
      await child;
    },
  };
}
