import { cp } from 'node:fs/promises';
import { parseAptStatus } from '../apt/status.ts';
import { runInRoot } from '../chroot.ts';
import { applyPatch, type GuardedPatch } from '../patch.ts';
import type { StageReport } from '../stages.ts';
import type { BuildContext } from './context.ts';
import { lonePackagesOf } from './fetch.ts';
import { runScript } from './script.ts';

/**
 * Goes on with what a killed dpkg left half done. A dpkg of a killed build may live on for a while: its lock is waited
 * for. A package that was unpacked before one it needs cannot be configured yet: that is for apt-get, with --fix-broken.
 */
const goOn = `
for second in $(seq 600); do
  said=$(dpkg --force-unsafe-io --configure -a 2>&1) && exit 0
  case $said in *lock*) sleep 1 ;; *) exit 0 ;; esac
done
exit 1`;

/** Installs the packages in the exact versions that were resolved, and goes on where a killed dpkg stopped. */
export async function install(context: BuildContext, report: StageReport): Promise<void> {
  const { recipe, partial, apt, log, signal } = context;
  await runScript(`${recipe.directory}/before-install.sh`, context);
  await runInRoot(['sh', '-c', goOn], { root: partial.rootfs, log, signal });
  const { all } = await partial.readResolved();
  const settings = {
    'Dir::State::lists': '/run/apt/lists',
    'Dir::Cache::archives': '/run/apt/archives',
    'Dir::Etc::sourcelist': '/run/apt/sources.list',
    'Dir::Etc::sourceparts': '/dev/null',
    'Dpkg::Options::': '--force-unsafe-io',
    'Dpkg::Use-Pty': '0',
    'DPkg::Lock::Timeout': '600',
    'APT::Keep-Downloaded-Packages': 'true',
    'APT::Status-Fd': '3',
  };
  const options = Object.entries(settings).flatMap(([key, value]) => ['-o', `${key}=${value}`]);
  const exact = all.map(({ name, version }) => `${name}=${version}`);
  await runInRoot(
    ['apt-get', '-y', '--no-install-recommends', '--fix-broken', ...options, 'install', ...exact],
    {
      root: partial.rootfs,
      binds: [{ from: apt.directory, to: '/run/apt' }],
      log,
      signal,
      onStatus: (line) => {
        const status = parseAptStatus(line);
        if (status?.kind === 'install') report(status.percent / 100, status.message);
      },
    },
  );
}

/** Installs packages whose dependencies the recipe knows better: dpkg is told not to ask for them. */
export async function installLone({ partial, log, signal }: BuildContext): Promise<void> {
  const install = 'dpkg --force-unsafe-io --force-depends --install /run/packages/*.deb';
  await runInRoot(['sh', '-c', install], {
    root: partial.rootfs,
    binds: [{ from: lonePackagesOf(partial), to: '/run/packages' }],
    log,
    signal,
  });
}

/** Ends the installation, lays the recipe's own files over the packages', and patches what must be patched. */
export async function addFiles(context: BuildContext): Promise<void> {
  const { recipe, partial, log } = context;
  await runScript(`${recipe.directory}/after-install.sh`, context);
  await cp(`${recipe.directory}/rootfs`, partial.rootfs, { recursive: true, mode: 0 });
  const needed: GuardedPatch[] = [];
  for (const patch of recipe.patches) {
    const result = await applyPatch(partial.rootfs, patch);
    log(`${patch.path}: patch ${result}`);
    if (result !== 'mended') needed.push(patch);
  }
  await partial.writePatches(needed.map(({ path, why }) => ({ path, why })));
}
