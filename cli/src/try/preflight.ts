import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { TuskarError } from '@tuskar/contract/error.ts';
import type { Places } from '../places.ts';
import { isAlive, type ProcessRecord, removeRecord, startTimeOf } from '../server/process-record.ts';

/** Measured: the image takes 4 GB, its build another 4, a cloud's own data 2. */
const megabytesFor = { build: 10_000, run: 3_000 };

/** Refuses, before anything is changed, what cannot end well. */
export function checkSpace(places: Places): void {
  const images = join(places.cache, 'images');
  const hasImage = existsSync(images) && readdirSync(images).some((name) => name.startsWith('host-'));
  const needed = hasImage ? megabytesFor.run : megabytesFor.build;
  const place = firstExisting(places.cache);
  const { bavail, bsize } = statfsSync(place);
  const free = Math.floor((bavail * bsize) / 1e6);
  if (free >= needed) return;
  throw new TuskarError(
    'disk-space-low',
    `tuskar try needs ${needed} MB free at ${place}, and there are ${free} MB.`,
    {
      remedy: `Free some space there, or name another place with TUSKAR_CACHE_DIR and TUSKAR_STATE_DIR.`,
    },
  );
}

/** One `try` at a time on a machine; the second is told which process holds it. */
export function lockTry(places: Places): { release: () => void } {
  const path = join(places.run, 'try.lock');
  mkdirSync(dirname(path), { recursive: true });
  for (;;) {
    if (createExclusively(path)) return { release: () => removeRecord(path) };
    const holder = readHolder(path);
    if (holder !== undefined && isAlive(holder)) {
      throw new TuskarError('try-running', `Another tuskar try runs on this machine (pid ${holder.pid}).`);
    }
    removeRecord(path);
  }
}

function createExclusively(path: string): boolean {
  try {
    const file = openSync(path, 'wx');
    writeFileSync(file, `${process.pid} ${startTimeOf(process.pid)}\n`);
    closeSync(file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function readHolder(path: string): ProcessRecord | undefined {
  try {
    const [pid, startTime] = readFileSync(path, 'utf8').trim().split(' ');
    return { pid: Number(pid), startTime: String(startTime) };
  } catch {
    return undefined;
  }
}

function firstExisting(path: string): string {
  return existsSync(path) ? path : firstExisting(dirname(path));
}
