import { mkdir, readFile, rm, symlink } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { runInRoot } from '../chroot.ts';
import type { BuildContext } from './context.ts';

const script = fileURLToPath(new URL('schema-dump.sh', import.meta.url));

/** Where a host finds the dumps. */
export const schemaDirectory = '/usr/share/tuskar/schema';

/** Makes and checks the schema dump of every database of the recipe. */
export async function dumpSchemas({ recipe, partial, log, signal }: BuildContext): Promise<void> {
  const directory = partial.rootfs + schemaDirectory;
  await rm(directory, { recursive: true, force: true });
  await mkdir(directory, { recursive: true });
  const lines = recipe.databases.map(({ name, sync }) => `${name}\t${sync.join(' ')}\n`);
  await runInRoot(['sh', '-c', await readFile(script, 'utf8')], {
    root: partial.rootfs,
    binds: [{ from: directory, to: '/run/schema' }],
    input: lines.join(''),
    log,
    signal,
  });
  for (const { name, sameFor = [] } of recipe.databases) {
    for (const other of sameFor) await symlink(`${name}.sql`, `${directory}/${other}.sql`);
  }
}
