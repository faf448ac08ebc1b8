import { statfs } from 'node:fs/promises';
import { TuskarError } from '@tuskar/contract/error.ts';

/** Checks that a directory's file system has room. @throws image-space-short */
export async function assertSpace(directory: string, neededBytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(directory);
  const free = bavail * bsize;
  if (free >= neededBytes) return;
  throw new TuskarError(
    'image-space-short',
    `Building an image needs ${gigabytes(neededBytes)} in ${directory}; ${gigabytes(free)} are free.`,
    { context: { directory, neededBytes, freeBytes: free } },
  );
}

const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`;
