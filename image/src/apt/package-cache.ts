import { link, mkdir, readdir, rm, stat } from 'node:fs/promises';
import type { ResolvedPackage } from './packages.ts';

/**
 * Keeps the packages of the newest build, so that the next one fetches only what has changed. Files are
 * linked, not copied: it has to be on the file system of the builds.
 */
export class PackageCache {
  readonly directory: string;

  constructor(directory: string) {
    this.directory = directory;
  }

  /** Puts what is there of these packages into a directory, and says how many bytes that saves. */
  async offer(packages: readonly ResolvedPackage[], directory: string): Promise<number> {
    const saved = packages.map(async ({ file, bytes }) => {
      const kept = await stat(`${this.directory}/${file}`).catch(() => null);
      if (kept?.size !== bytes) return 0;
      await linkUnlessThere(`${this.directory}/${file}`, `${directory}/${file}`);
      return bytes;
    });
    return (await Promise.all(saved)).reduce((sum, bytes) => sum + bytes, 0);
  }

  /** Keeps these packages, which are in a directory, and drops all others. */
  async keep(packages: readonly ResolvedPackage[], directory: string): Promise<void> {
    await mkdir(this.directory, { recursive: true });
    const wanted = new Set(packages.map(({ file }) => file));
    for (const file of wanted) await linkUnlessThere(`${directory}/${file}`, `${this.directory}/${file}`);
    const there = await readdir(this.directory);
    await Promise.all(
      there.filter((file) => !wanted.has(file)).map(async (file) => await rm(`${this.directory}/${file}`)),
    );
  }
}

async function linkUnlessThere(from: string, to: string): Promise<void> {
  await link(from, to).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
}
