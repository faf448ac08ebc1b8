import type { ResolvedPackage } from '../apt/packages.ts';
import { machineCodename, machineSources, mirrorsFor } from '../apt/mirror.ts';
import type { PartialImage } from '../partial.ts';
import type { StageReport } from '../stages.ts';
import { imageDirectory, type StoreOptions } from '../store.ts';
import type { BuildContext } from './context.ts';

/** What every root file system begins with. */
const base = ['?essential', 'apt'];

/** Fetches the package indexes and settles the exact version of every package of the image. */
export async function resolve(context: BuildContext, report: StageReport): Promise<void> {
  const { apt, partial, recipe } = context;
  const sources = mirrorsFor({
    sources: await machineSources(),
    codename: await machineCodename(),
    suite: recipe.suite,
    mirror: process.env['TUSKAR_APT_MIRROR'],
    securityMirror: process.env['TUSKAR_APT_SECURITY_MIRROR'],
  });
  await apt.prepare(sources, recipe.from === null ? null : treeOf(recipe.from, context));
  await apt.update({ ...context, onStatus: ({ percent, message }) => report(percent / 200, message) });
  report(0.5, 'resolving dependencies');
  const [baseOnly, all, guest, lone] = await Promise.all([
    recipe.from === null ? apt.resolve(base, context) : [],
    apt.resolve(recipe.from === null ? [...base, ...recipe.packages] : recipe.packages, context),
    resolveGuest(context),
    resolveLone(context),
  ]);
  await partial.writeResolved({ at: new Date().toISOString(), base: baseOnly, all, guest, lone });
}

const treeOf = (id: string, options: StoreOptions): string => `${imageDirectory(id, options)}/rootfs`;

async function resolveLone(context: BuildContext): Promise<ResolvedPackage[]> {
  const found = context.recipe.lonePackages.map(async ({ asked, name: wanted }) => {
    const resolved = await context.apt.resolve([asked], context);
    return resolved.filter(({ name }) => wanted.test(name));
  });
  return (await Promise.all(found)).flat();
}

/** The guest's kernel and busybox, without what they depend on: its initramfs is ours. */
async function resolveGuest(context: BuildContext): Promise<ResolvedPackage[]> {
  const { guest } = context.recipe;
  if (guest === null) return [];
  const resolved = await context.apt.resolve(guest.packages, context);
  return resolved.filter(({ name }) => guest.kernel.test(name) || name === 'busybox-static');
}

export async function fetchBase(context: BuildContext, report: StageReport): Promise<void> {
  const { base: packages } = await context.partial.readResolved();
  await fetch(context, packages, report);
}

export async function fetchAll(context: BuildContext, report: StageReport): Promise<void> {
  const { all } = await context.partial.readResolved();
  await fetch(context, all, report);
  await context.packages.keep(all, context.apt.archives);
}

export async function fetchGuest(context: BuildContext, report: StageReport): Promise<void> {
  const { guest } = await context.partial.readResolved();
  await context.apt.download(guest, {
    ...context,
    directory: `${context.partial.work}/guest-packages`,
    onStatus: ({ percent, message }) => report(percent / 100, message),
  });
}

export async function fetchLone(context: BuildContext, report: StageReport): Promise<void> {
  const { lone } = await context.partial.readResolved();
  await context.apt.download(lone, {
    ...context,
    directory: lonePackagesOf(context.partial),
    onStatus: ({ percent, message }) => report(percent / 100, message),
  });
}

export const lonePackagesOf = ({ work }: PartialImage): string => `${work}/lone-packages`;

async function fetch(
  { apt, packages: cache, log, signal }: BuildContext,
  packages: readonly ResolvedPackage[],
  report: StageReport,
): Promise<void> {
  const saved = await cache.offer(packages, apt.archives);
  const bytes = packages.reduce((sum, one) => sum + one.bytes, 0) - saved;
  const megabytes = Math.ceil(bytes / 1e6);
  await apt.fetch(packages, {
    log,
    signal,
    onStatus: ({ percent }) => {
      report(percent / 100, `${Math.round((percent * megabytes) / 100)} of ${megabytes} MB`);
    },
  });
}
