import type { RecipeTask } from '../recipe.ts';
import type { Stage, StageReport } from '../stages.ts';
import { makeBase } from './base.ts';
import type { BuildContext } from './context.ts';
import { dumpSchemas } from './databases.ts';
import { copyTree, makeDisk } from './disk.ts';
import { fetchAll, fetchBase, fetchGuest, fetchLone } from './fetch.ts';
import { finish } from './finish.ts';
import { makeGuest, makeGuestDisk } from './guest.ts';
import { addFiles, install, installLone } from './install.ts';
import { writeManifest } from './manifest.ts';
import { describeOptions } from './options.ts';
import { packRamdisk, removeTree } from './ramdisk.ts';
import { runScript } from './script.ts';

type Run = (context: BuildContext, report: StageReport) => Promise<void>;
type Row = [name: string, after: readonly string[], seconds: number, title: string, run: Run];

/** The stages that make an image once it is settled of which packages. Seconds were measured with two cores. */
export function imageStages(context: BuildContext): Stage[] {
  const { recipe } = context;
  const task = ({ name, script, title, seconds }: RecipeTask, after: string): Row => {
    const run: Run = async () => await runScript(`${recipe.directory}/${script}`, context);
    return [name, [after], seconds, title, run];
  };
  const ready = recipe.preparation?.name ?? 'files';
  const guest: Row[] = [
    ['fetch-guest', ['fetch'], 3, "Downloading the test guest's kernel", fetchGuest],
    ['guest', ['fetch-guest'], 10, 'Making the test guest', makeGuest],
    ['guest-disk', ['guest', 'install'], 1, "Making the test guest's disk", makeGuestDisk],
  ];
  const lone: Row[] = [
    ['fetch-lone', ['fetch'], 5, 'Downloading packages to install alone', fetchLone],
    ['install-lone', ['install', 'fetch-lone'], 10, 'Installing packages alone', installLone],
  ];
  const packed: Row[] = [
    ...(recipe.ramdisk === null
      ? []
      : [['ramdisk', ['finish'], 20, 'Packing the ramdisk', packRamdisk] satisfies Row]),
    ...(recipe.disk === null ? [] : [['disk', ['finish'], 90, 'Making the disk', makeDisk] satisfies Row]),
  ];
  const removed: Row[] = [['remove-tree', ['manifest'], 1, 'Removing the tree that was packed', removeTree]];
  const hasLone = recipe.lonePackages.length > 0;
  const optional: Row[] = [
    ...(recipe.preparation ? [task(recipe.preparation, 'files')] : []),
    ...recipe.tasks.map((one) => task(one, ready)),
    ...(recipe.databases.length > 0
      ? [['databases', [ready], 40, 'Making the database schemas', dumpSchemas] satisfies Row]
      : []),
    ...(recipe.options.length > 0
      ? [['options', [ready], 25, 'Describing the options of each service', describeOptions] satisfies Row]
      : []),
    ...(recipe.guest === null ? [] : guest),
  ];
  const rows: Row[] = [
    ['fetch-base', [], 5, 'Downloading the base system', fetchBase],
    ['fetch', ['fetch-base'], 30, 'Downloading the packages', fetchAll],
    recipe.from === null
      ? ['base', ['fetch-base'], 25, 'Making the base system', makeBase]
      : ['base', [], 30, `Copying the tree of ${recipe.from}`, copyTree],
    ['install', ['base', 'fetch'], 120, 'Installing the packages', install],
    ...(hasLone ? lone : []),
    ['files', [hasLone ? 'install-lone' : 'install'], 1, 'Adding files of ours', addFiles],
    ...optional,
    ['finish', ['files', ...optional.map(([name]) => name)], 5, 'Cleaning up', finish],
    ...packed,
    ['manifest', ['finish', ...packed.map(([name]) => name)], 5, 'Writing the manifest', writeManifest],
    ...(packed.length > 0 ? removed : []),
  ];
  return rows.map(([name, after, seconds, title, run]) => ({
    name,
    after,
    seconds,
    title,
    run: async (report) => await run(context, report),
  }));
}
