import { buildAgentImage, buildDiskImage, buildHostImage, type BuildOptions } from '@tuskar/image/build.ts';
import { listImages, readManifest } from '@tuskar/image/store.ts';
import type { Directories } from '../directories.ts';
import type { BuildRequest, Report } from './protocol.ts';

/** What the keeper needs of the image builder; manifests pass through it as they are. */
export type Images = {
  list(): Promise<unknown[]>;
  /** The manifest; throws `image-not-found`. */
  show(id: string): Promise<unknown>;
  /** Ends with the manifest of the image, which may have been there already. */
  build(request: BuildRequest, report: Report): Promise<unknown>;
  /** Resolves when no build is going on. */
  idle(): Promise<void>;
};

/** `signal` ends a build that is going on; what it has done is kept for the next. */
export function connectImages(options: { directories: Directories; signal: AbortSignal }): Images {
  const cacheDir = options.directories.cache;
  const builds = new Set<Promise<unknown>>();
  return {
    list: () => listImages({ cacheDir }),
    show: (id) => readManifest(id, { cacheDir }),
    build(request, report) {
      const build = buildOf(request, {
        cacheDir,
        signal: options.signal,
        onProgress: (progress) => report({ type: 'progress', ...progress }),
        onLog: (line) => report({ type: 'log', line }),
      });
      const settled = build.catch(() => undefined).finally(() => builds.delete(settled));
      builds.add(settled);
      return build;
    },
    async idle() {
      await Promise.all(builds);
    },
  };
}

async function buildOf(request: BuildRequest, options: BuildOptions): Promise<unknown> {
  switch (request.recipe) {
    case 'host':
      return await buildHostImage(options);
    case 'agent':
      return await buildAgentImage(options);
    case 'disk':
      return await buildDiskImage({ ...options, hostImage: request.from });
  }
}
