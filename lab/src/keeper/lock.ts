import { closeSync, openSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { TuskarError } from '@tuskar/contract/error.ts';

/**
 * Locks the file for as long as this process lives; throws `keeper-running` where another has it. Node cannot lock files, so
 * flock(1) does it on our open file: the lock belongs to that, and the kernel drops it with the process, however it ends.
 */
export function holdLock(path: string): void {
  const file = openSync(path, 'a', 0o600);
  const { status, error } = spawnSync('flock', ['--nonblock', '3'], {
    stdio: ['ignore', 'ignore', 'ignore', file],
  });
  if (status === 0) return;
  closeSync(file);
  if (error)
    throw new TuskarError('lab-tools-missing', 'flock (package util-linux) cannot be run.', { cause: error });
  throw new TuskarError('keeper-running', `Another keeper holds ${path}.`, { context: { path } });
}
