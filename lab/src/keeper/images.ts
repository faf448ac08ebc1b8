import { TuskarError } from '@tuskar/contract/error.ts';
import type { Directories } from '../directories.ts';
import type { Report } from './protocol.ts';

/** What the keeper needs of the image builder. */
export type Images = {
  list(): Promise<unknown[]>;
  /** The manifest; throws `image-not-found`. */
  show(id: string): Promise<unknown>;
  /** Ends with the manifest of the image, which may have been there already. */
  build(report: Report): Promise<unknown>;
  /** Resolves when no build is going on. */
  idle(): Promise<void>;
};

export function connectImages(_options: { directories: Directories; signal: AbortSignal }): Images {
  return {
    list: async () => [],
    show: async (id) => {
      throw new TuskarError('image-not-found', `There is no image ${id}.`);
    },
    build: async () => {
      throw new TuskarError('internal-error', 'The image builder is not there yet.');
    },
    idle: async () => undefined,
  };
}
