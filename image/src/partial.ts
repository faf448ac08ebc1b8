import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import type { ResolvedPackage } from './apt/packages.ts';
import type { StageMarks } from './stages.ts';

/** What the mirror gave for a recipe. */
export type Resolved = {
  at: string;
  base: ResolvedPackage[];
  all: ResolvedPackage[];
  guest: ResolvedPackage[];
  lone: ResolvedPackage[];
};

/** Every package that an image is made of. */
export const allResolved = ({ all, guest, lone }: Resolved): ResolvedPackage[] => [...all, ...guest, ...lone];

export type AppliedPatch = { path: string; why: string };

/** After that a mirror may have dropped the packages of a build that was cut off. */
const oldestHours = 24;

/** The directory of an image that is being built. It outlives a build that is cut off, and the next one goes on with it. */
export class PartialImage implements StageMarks {
  readonly directory: string;

  private constructor(directory: string) {
    this.directory = directory;
  }

  /** Goes on with what a build that was cut off has left, where that can be trusted; else begins anew. */
  static async open(directory: string): Promise<{ partial: PartialImage; resumed: boolean }> {
    const partial = new PartialImage(directory);
    const resumed = await partial.#isUsable();
    if (!resumed) await partial.clear();
    return { partial, resumed };
  }

  /** What becomes the image. */
  get image(): string {
    return `${this.directory}/image`;
  }

  get rootfs(): string {
    return `${this.image}/rootfs`;
  }

  get apt(): string {
    return `${this.directory}/apt`;
  }

  /** For what a stage makes and another reads. */
  get work(): string {
    return `${this.directory}/work`;
  }

  async clear(): Promise<void> {
    // What a build that was just killed has run may be ending still.
    await rm(this.directory, { recursive: true, force: true, maxRetries: 10 });
    await mkdir(this.work, { recursive: true });
    await mkdir(this.image);
    await mkdir(`${this.directory}/stages`);
    await writeFile(`${this.directory}/boot-id`, await bootId());
  }

  async done(): Promise<ReadonlyMap<string, number>> {
    const names = await readdir(`${this.directory}/stages`);
    const marks = names.filter((name) => !name.startsWith('.'));
    return new Map(
      await Promise.all(
        marks.map(async (name): Promise<[string, number]> => {
          return [name, Number(await readFile(`${this.directory}/stages/${name}`, 'utf8'))];
        }),
      ),
    );
  }

  async mark(name: string, seconds: number): Promise<void> {
    await writeFile(`${this.directory}/stages/.${name}`, seconds.toFixed(1));
    await rename(`${this.directory}/stages/.${name}`, `${this.directory}/stages/${name}`);
  }

  async writeResolved(resolved: Resolved): Promise<void> {
    await writeFile(`${this.directory}/resolved.json`, JSON.stringify(resolved));
  }

  async readResolved(): Promise<Resolved> {
    return JSON.parse(await readFile(`${this.directory}/resolved.json`, 'utf8')) as Resolved;
  }

  /** The patches that the packages needed. */
  async writePatches(patches: readonly AppliedPatch[]): Promise<void> {
    await writeFile(`${this.directory}/patches.json`, JSON.stringify(patches));
  }

  async readPatches(): Promise<AppliedPatch[]> {
    return JSON.parse(await readFile(`${this.directory}/patches.json`, 'utf8')) as AppliedPatch[];
  }

  async #isUsable(): Promise<boolean> {
    const made = await stat(`${this.directory}/boot-id`).catch(() => null);
    if (made === null || Date.now() - made.mtimeMs > oldestHours * 3_600_000) return false;
    // dpkg runs without fsync here: after a power cut its files may be empty.
    return (await readFile(`${this.directory}/boot-id`, 'utf8')) === (await bootId());
  }
}

const bootId = async (): Promise<string> => await readFile('/proc/sys/kernel/random/boot_id', 'utf8');
