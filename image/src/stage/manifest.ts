import { readFile, writeFile } from 'node:fs/promises';
import { output } from '../command.ts';
import { imageId, resolvedDigest } from '../digest.ts';
import { describeFile } from '../file.ts';
import { allResolved } from '../partial.ts';
import { Manifest, ServiceOptions } from '../schema.ts';
import { installedPackages, upstreamVersion } from '../versions.ts';
import type { BuildContext } from './context.ts';
import { schemaDirectory } from './databases.ts';
import { diskFile, diskIdentity, virtualBytes } from './disk.ts';
import { ramdiskFiles } from './ramdisk.ts';

/** Writes manifest.json: everything there is to know of the image without looking into its tree. */
export async function writeManifest(context: BuildContext): Promise<void> {
  const { recipe, recipeDigest, partial } = context;
  const resolved = await partial.readResolved();
  const digest = resolvedDigest(allResolved(resolved));
  const stages = Object.fromEntries(await partial.done());
  const packages = await installedPackages(partial.rootfs, context);
  const versions = new Map(packages.map(({ name, version }) => [name, upstreamVersion(version)]));
  const manifest: Manifest = {
    format: 1,
    id: imageId({ recipe: recipe.name, digest: recipeDigest, resolved: digest }),
    createdAt: new Date().toISOString(),
    recipe: { name: recipe.name, digest: recipeDigest },
    resolved: { digest, at: resolved.at },
    base: {
      distribution: 'debian',
      suite: recipe.suite,
      version: (await readFile(`${partial.rootfs}/etc/debian_version`, 'utf8')).trim(),
      architecture: recipe.architecture,
    },
    openstack: recipe.openstack,
    services: Object.fromEntries(
      Object.entries(recipe.services).map(([service, name]) => [service, versions.get(name) ?? '']),
    ),
    packages,
    options: await Promise.all(
      recipe.options.map(async ({ service }) => await optionsEntry(context, service)),
    ),
    databases: await databaseEntries(context),
    guest: await guestEntry(context),
    ramdisk: await ramdiskEntry(context),
    disk: await diskEntry(context),
    patches: await partial.readPatches(),
    sizes: {
      ...(await treeSize(context)),
      downloadBytes: allResolved(resolved).reduce((sum, { bytes }) => sum + bytes, 0),
    },
    build: {
      seconds: Math.round((Date.now() - Date.parse(resolved.at)) / 100) / 10 + (stages['resolve'] ?? 0),
      stages,
    },
  };
  await writeFile(`${partial.image}/manifest.json`, JSON.stringify(Manifest.parse(manifest), null, 1));
}

async function optionsEntry(
  { partial }: BuildContext,
  service: string,
): Promise<Manifest['options'][number]> {
  const path = `options/${service}.json`;
  const { options } = ServiceOptions.parse(JSON.parse(await readFile(`${partial.image}/${path}`, 'utf8')));
  const sections = Object.values(options);
  const count = sections.reduce((sum, { opts }) => sum + opts.length, 0);
  return { service, path, sections: sections.length, options: count };
}

async function databaseEntries({ recipe, partial }: BuildContext): Promise<Manifest['databases']> {
  const named = recipe.databases.flatMap(({ name, service, sameFor = [] }) =>
    [name, ...sameFor].map((database) => ({ name: database, service })),
  );
  const entries = named.map(async ({ name, service }) => {
    const path = `${schemaDirectory}/${name}.sql`;
    const text = await readFile(partial.rootfs + path, 'utf8');
    const tables = text.match(/^CREATE TABLE /gm)?.length ?? 0;
    return { name, service, path, bytes: Buffer.byteLength(text), tables };
  });
  return await Promise.all(entries);
}

async function guestEntry({ recipe, partial }: BuildContext): Promise<Manifest['guest']> {
  if (recipe.guest === null) return null;
  const { guest: packages } = await partial.readResolved();
  const versionOf = (fits: (name: string) => boolean): string =>
    packages.find(({ name }) => fits(name))?.version ?? '';
  const { kernel, commandLine } = recipe.guest;
  return {
    kernel: versionOf((name) => kernel.test(name)),
    busybox: versionOf((name) => name === 'busybox-static'),
    commandLine,
    vmlinuz: await describeFile(partial.image, 'guest/vmlinuz'),
    initrd: await describeFile(partial.image, 'guest/initrd'),
    disk: await describeFile(partial.image, 'guest/disk.qcow2'),
  };
}

async function ramdiskEntry({ recipe, partial }: BuildContext): Promise<Manifest['ramdisk']> {
  if (recipe.ramdisk === null) return null;
  const { kernel, commandLine } = recipe.ramdisk;
  const { all, lone } = await partial.readResolved();
  return {
    kernel: [...all, ...lone].find(({ name }) => kernel.test(name))?.version ?? '',
    commandLine,
    vmlinuz: await describeFile(partial.image, ramdiskFiles.kernel),
    initramfs: await describeFile(partial.image, ramdiskFiles.initramfs),
  };
}

async function diskEntry(context: BuildContext): Promise<Manifest['disk']> {
  const { recipe, partial } = context;
  if (recipe.disk === null || recipe.from === null) return null;
  const packages = await installedPackages(partial.rootfs, context);
  return {
    from: recipe.from,
    kernel: packages.find(({ name }) => name === 'linux-image-amd64')?.version ?? '',
    format: 'qcow2',
    virtualBytes: await virtualBytes(context),
    rootUuid: diskIdentity(recipe.from).root,
    file: await describeFile(partial.image, diskFile),
  };
}

async function treeSize(context: BuildContext): Promise<{ rootfsBytes: number; rootfsFiles: number }> {
  const { rootfs } = context.partial;
  const measure = async (...options: string[]): Promise<number> =>
    Number.parseInt(await output(['du', '--summarize', ...options, rootfs], context), 10);
  return { rootfsBytes: await measure('--block-size=1'), rootfsFiles: await measure('--inodes') };
}
