import { mkdir, rm } from 'node:fs/promises';
import { run } from '../command.ts';
import type { BuildContext } from './context.ts';

/** The hook sees the tree as $1; links cost no space. */
const offerPackages = [
  'mkdir -p "$1/var/cache/apt/archives/partial"',
  'cp --link "$TUSKAR_APT"/archives/*.deb "$1/var/cache/apt/archives/"',
  'cp --recursive "$TUSKAR_APT/lists" "$1/var/lib/apt/"',
].join(' && ');

/** Makes the base system of the packages that were fetched, with mmdebstrap and without the network. */
export async function makeBase({ recipe, partial, apt, log, signal }: BuildContext): Promise<void> {
  await rm(partial.rootfs, { recursive: true, force: true, maxRetries: 10 });
  const argv = [
    'mmdebstrap',
    '--mode=root',
    '--variant=apt',
    '--format=directory',
    `--architectures=${recipe.architecture}`,
    // The indexes and the packages are there already.
    '--skip=update,download/empty,essential/unlink,cleanup/apt',
    '--aptopt=APT::Install-Recommends "false"',
    '--aptopt=Acquire::Languages "none"',
    // A build that a power cut ends begins anew, so nothing needs to be on the disk before the next thing is.
    '--dpkgopt=force-unsafe-io',
    ...recipe.paths.map((pattern) => `--dpkgopt=${pattern}`),
    `--setup-hook=${offerPackages}`,
    recipe.suite,
    partial.rootfs,
    apt.sourcesFile,
  ];
  await run(argv, { log, signal, env: { TUSKAR_APT: apt.directory } });
  for (const directory of ['var/cache/apt/archives', 'var/lib/apt/lists']) {
    await rm(`${partial.rootfs}/${directory}`, { recursive: true, force: true });
    await mkdir(`${partial.rootfs}/${directory}/partial`, { recursive: true });
  }
}
