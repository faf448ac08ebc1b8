import { parseArgs } from 'node:util';
import { isTuskarError, TuskarError } from '@tuskar/contract/error.ts';
import { buildAgentImage, buildDiskImage, buildHostImage, type BuildOptions } from './build.ts';
import type { Manifest } from './schema.ts';
import { imageDirectory, listImages, readManifest } from './store.ts';

const usage =
  'usage: node image/src/main.ts build [host|agent|disk HOST-IMAGE] [--refresh] [--verbose] | list | show ID';

const cacheDir = process.env['TUSKAR_CACHE_DIR'] ?? '/var/cache/tuskar';

type Builder = (options: BuildOptions) => Promise<Manifest>;

async function build(builder: Builder, options: { refresh: boolean; verbose: boolean }): Promise<void> {
  const began = performance.now();
  const cancel = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => cancel.abort());
  let last = '';
  const { id } = await builder({
    cacheDir,
    refresh: options.refresh ? 'ask-mirror' : 'never',
    signal: cancel.signal,
    onProgress: ({ done, total, message }) => {
      const line = `${String(Math.floor((done / total) * 100)).padStart(3)} %  ${message}`;
      if (line === last) return;
      last = line;
      const elapsed = ((performance.now() - began) / 1000).toFixed(1).padStart(6);
      process.stderr.write(`${elapsed} s  ${line}\n`);
    },
    onLog: (line) => {
      if (options.verbose) process.stderr.write(`           | ${line}\n`);
    },
  });
  process.stdout.write(`${imageDirectory(id, { cacheDir })}\n`);
}

function builderOf([recipe = 'host', hostImage]: string[]): Builder | undefined {
  if (recipe === 'host') return buildHostImage;
  if (recipe === 'agent') return buildAgentImage;
  if (recipe !== 'disk' || hostImage === undefined) return undefined;
  return async (options) => await buildDiskImage({ ...options, hostImage });
}

async function list(): Promise<void> {
  for (const { id, createdAt, packages, sizes } of await listImages({ cacheDir })) {
    process.stdout.write(
      `${id}  ${createdAt}  ${packages.length} packages  ${(sizes.rootfsBytes / 1e9).toFixed(1)} GB\n`,
    );
  }
}

async function main(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      refresh: { type: 'boolean', default: false },
      verbose: { type: 'boolean', default: false },
    },
  });
  const [verb, id] = positionals;
  const builder = builderOf(positionals.slice(1));
  if (verb === 'build' && builder !== undefined) await build(builder, values);
  else if (verb === 'list') await list();
  else if (verb === 'show' && id !== undefined) {
    process.stdout.write(`${JSON.stringify(await readManifest(id, { cacheDir }), null, 1)}\n`);
  } else throw new TuskarError('invalid-request', usage, { remedy: usage });
}

try {
  await main();
} catch (error) {
  if (!isTuskarError(error)) throw error;
  process.stderr.write(`${error.code}: ${error.message}\n${error.remedy}\n`);
  process.exitCode = 1;
}
