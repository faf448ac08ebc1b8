import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { type Log, output, run } from '../command.ts';
import { mirrorError } from './failure.ts';
import { formatSources } from './mirror.ts';
import { parsePrintUris, type ResolvedPackage } from './packages.ts';
import type { AptSource } from './sources.ts';
import { type AptStatus, parseAptStatus } from './status.ts';

export type AptOptions = {
  log: Log;
  signal?: AbortSignal | undefined;
  onStatus?: (status: AptStatus) => void;
};

/**
 * A place of its own where the machine's apt resolves and fetches packages for a root file system that has
 * none yet. Proxies and credentials of the machine's apt apply; its packages, pins and sources do not.
 */
export class AptRoot {
  readonly directory: string;
  readonly #architecture: string;

  constructor(directory: string, architecture: string) {
    this.directory = directory;
    this.#architecture = architecture;
  }

  get archives(): string {
    return `${this.directory}/archives`;
  }

  get lists(): string {
    return `${this.directory}/lists`;
  }

  get sourcesFile(): string {
    return `${this.directory}/sources.list`;
  }

  /** `tree`: the root file system whose packages count as installed; null where there is none yet. */
  async prepare(sources: readonly AptSource[], tree: string | null): Promise<void> {
    await mkdir(`${this.archives}/partial`, { recursive: true });
    await mkdir(`${this.lists}/partial`, { recursive: true });
    await (tree === null
      ? writeFile(`${this.directory}/status`, '')
      : copyFile(`${tree}/var/lib/dpkg/status`, `${this.directory}/status`));
    await writeFile(this.sourcesFile, formatSources(sources));
  }

  /** Fetches the indexes of all sources. @throws image-mirror-unreachable, image-mirror-refused */
  async update(options: AptOptions): Promise<void> {
    const argv = this.#apt(['-o', 'APT::Update::Error-Mode=any', 'update']);
    await this.#run(argv, { ...options, what: 'Fetching the package indexes' });
  }

  /** The packages that installing these would fetch, with all they depend on. @throws image-package-unknown */
  async resolve(targets: readonly string[], options: AptOptions): Promise<ResolvedPackage[]> {
    try {
      return parsePrintUris(await output(this.#apt(['-y', '--print-uris', 'install', ...targets]), options));
    } catch (error) {
      throw mirrorError(error, 'Resolving the packages');
    }
  }

  /** Fetches packages in exactly these versions into `archives`; what is there already is kept. */
  async fetch(packages: readonly ResolvedPackage[], options: AptOptions): Promise<void> {
    const exact = packages.map(({ name, version, architecture }) =>
      architecture === 'all' ? `${name}=${version}` : `${name}:${architecture}=${version}`,
    );
    const argv = this.#apt(['-y', '--no-install-recommends', '--download-only', 'install', ...exact]);
    await this.#run(argv, { ...options, what: 'Downloading the packages' });
  }

  /** Fetches packages alone, without what they depend on, into a directory. */
  async download(
    packages: readonly ResolvedPackage[],
    { directory, ...options }: AptOptions & { directory: string },
  ): Promise<void> {
    await mkdir(directory, { recursive: true });
    const exact = packages.map(({ name, version }) => `${name}=${version}`);
    await this.#run(this.#apt(['download', ...exact]), {
      ...options,
      cwd: directory,
      what: 'Downloading the packages',
    });
  }

  async #run(
    argv: string[],
    { onStatus, what, ...options }: AptOptions & { what: string; cwd?: string },
  ): Promise<void> {
    const status = (line: string): void => {
      const parsed = parseAptStatus(line);
      if (parsed) onStatus?.(parsed);
    };
    try {
      await run(argv, { ...options, onStatus: status });
    } catch (error) {
      throw mirrorError(error, what);
    }
  }

  #apt(args: string[]): string[] {
    const settings = {
      'Dir::State': this.directory,
      'Dir::State::lists': this.lists,
      'Dir::State::status': `${this.directory}/status`,
      'Dir::Cache': this.directory,
      'Dir::Cache::archives': this.archives,
      'Dir::Etc::sourcelist': this.sourcesFile,
      'Dir::Etc::sourceparts': '/dev/null',
      'Dir::Etc::preferences': '/dev/null',
      'Dir::Etc::preferencesparts': '/dev/null',
      'APT::Architecture': this.#architecture,
      'APT::Architectures': this.#architecture,
      'APT::Install-Recommends': 'false',
      'APT::Sandbox::User': 'root',
      'APT::Status-Fd': '3',
      // Security archives carry no other; without it their packages have no checksum here.
      'Acquire::ForceHash': 'SHA256',
      'Acquire::Languages': 'none',
      'Acquire::Retries': '3',
      'Acquire::http::Timeout': '30',
      'Acquire::https::Timeout': '30',
    };
    return [
      'apt-get',
      ...Object.entries(settings).flatMap(([key, value]) => ['-o', `${key}=${value}`]),
      ...args,
    ];
  }
}
