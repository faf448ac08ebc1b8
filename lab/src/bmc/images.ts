import { createWriteStream, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { openUrl, type OpenOptions } from './http-get.ts';

/** How a BMC gets what is put into its virtual drives. */
export type Images = {
  /** Path of the file with the image, or null where the machine never reads it; throws an Error that says why not. */
  fetch: (url: string, name: string, options: OpenOptions) => Promise<string | null>;
  discard: (file: string) => void;
};

const GiB = 1024 ** 3;
let fetched = 0;

/** Images in a directory of the process's own. `limitBytes` bounds each, so that no URL can fill the disk. */
export function fetchedImages(directory: string, limitBytes = 16 * GiB): Images {
  return {
    fetch: async (url, name, options) => {
      const source = await openUrl(url, options);
      fetched += 1;
      const file = join(directory, `${name}-${process.pid}-${fetched}.img`);
      try {
        await pipeline(source, atMost(limitBytes), createWriteStream(file, { mode: 0o644 }));
      } catch (error) {
        rmSync(file, { force: true });
        throw error;
      }
      return file;
    },
    discard: (file) => rmSync(file, { force: true }),
  };
}

/** For machines that only act as if: the image must be there, and is not fetched. */
export const checkedImages: Images = {
  fetch: async (url, _, options) => {
    const source = await openUrl(url, options);
    source.destroy();
    return null;
  },
  discard: () => undefined,
};

/** Removes what a killed process had fetched and nothing refers to any more. */
export function discardUnused(directory: string, used: ReadonlySet<string>): void {
  for (const name of readdirSync(directory)) {
    const file = join(directory, name);
    if (!used.has(file)) rmSync(file, { force: true });
  }
}

function atMost(limit: number): Transform {
  let size = 0;
  return new Transform({
    transform(chunk: Buffer, _, done) {
      size += chunk.length;
      if (size > limit) done(new Error(`the image is larger than ${limit} bytes`));
      else done(null, chunk);
    },
  });
}
