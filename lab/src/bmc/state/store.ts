import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TuskarError } from '@tuskar/contract/error.ts';
import { BmcRecord, FleetRecord } from './schema.ts';

type Fleet = { count: number; seed: number };

/**
 * What the BMCs must not forget, a file each. A file is replaced at once, so a killed process leaves the old one or the
 * new one. Nothing waits for the disk: after a power cut of this machine, a moment may be missing.
 */
export class BmcStore {
  readonly #directory: string;

  constructor(directory: string) {
    this.#directory = directory;
    for (const kind of ['added', 'simulated', 'media']) mkdirSync(join(directory, kind), { recursive: true });
  }

  /** Where the BMCs keep the images that they fetched. */
  get mediaDirectory(): string {
    return join(this.#directory, 'media');
  }

  added(): BmcRecord[] {
    return readdirSync(join(this.#directory, 'added'))
      .filter((name) => name.endsWith('.json'))
      .map((name) => read(join(this.#directory, 'added', name), BmcRecord))
      .filter((record) => record !== undefined);
  }

  simulated(name: string): BmcRecord | undefined {
    return read(this.#file('simulated', name), BmcRecord);
  }

  write(name: string, record: BmcRecord): void {
    replace(this.#file(record.added === null ? 'simulated' : 'added', name), record);
  }

  remove(name: string): void {
    rmSync(this.#file('added', name), { force: true });
  }

  fleet(): Fleet {
    const { count, seed } = read(join(this.#directory, 'fleet.json'), FleetRecord) ?? { count: 0, seed: 0 };
    return { count, seed };
  }

  writeFleet({ count, seed }: Fleet): void {
    replace(join(this.#directory, 'fleet.json'), { version: 1, count, seed });
  }

  /** Another fleet begins without a past. */
  forgetSimulated(): void {
    rmSync(join(this.#directory, 'simulated'), { recursive: true, force: true });
    mkdirSync(join(this.#directory, 'simulated'));
  }

  #file(kind: string, name: string): string {
    return join(this.#directory, kind, `${name}.json`);
  }
}

function read<T>(path: string, schema: { parse(value: unknown): T }): T | undefined {
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new TuskarError('lab-state-unreadable', `${path} is not a BMC's file of this version.`, {
      cause,
      context: { path },
      remedy: 'Move the file away; its machine then has to be added again.',
    });
  }
}

function replace(path: string, content: unknown): void {
  writeFileSync(`${path}.new`, `${JSON.stringify(content)}\n`, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}
