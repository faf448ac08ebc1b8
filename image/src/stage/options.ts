import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { outputInRoot } from '../chroot.ts';
import { normaliseOptions } from '../options/normalise.ts';
import type { RawOption, RawSchema } from '../options/raw.ts';
import type { OptionsRecipe } from '../recipe.ts';
import type { StageReport } from '../stages.ts';
import { installedPackages, upstreamVersion } from '../versions.ts';
import type { BuildContext } from './context.ts';

const keystoneauthScript = fileURLToPath(new URL('../options/keystoneauth.py', import.meta.url));

/** Writes the option schema of every service of the recipe. */
export async function describeOptions(context: BuildContext, report: StageReport): Promise<void> {
  const { recipe, partial, log, signal } = context;
  const root = { root: partial.rootfs, log, signal };
  const directory = `${partial.image}/options`;
  await mkdir(directory, { recursive: true });
  const script = await readFile(keystoneauthScript, 'utf8');
  const keystoneauth = JSON.parse(await outputInRoot(['python3', '-c', script], root)) as RawOption[];
  const packages = await installedPackages(partial.rootfs, context);

  for (const [index, options] of recipe.options.entries()) {
    report(index / recipe.options.length, options.service);
    const version = packages.find(({ name }) => name === recipe.services[options.service])?.version ?? '';
    const raw = JSON.parse(await outputInRoot(generator(options), root)) as RawSchema;
    const schema = normaliseOptions({
      recipe: options,
      version: upstreamVersion(version),
      raw,
      keystoneauth,
    });
    await writeFile(`${directory}/${options.service}.json`, JSON.stringify(schema));
  }
}

const generator = ({ namespaces }: OptionsRecipe): string[] => [
  'oslo-config-generator',
  '--format',
  'json',
  ...namespaces.flatMap((namespace) => ['--namespace', namespace]),
];
