import { glob, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findPostmaster, isAlive } from '../postmaster.ts';
import { stopServer } from '../server-process.ts';

const ownerFile = 'owner.pid';

/** Says whose a test server's directory is. */
export async function signDirectory(directory: string): Promise<void> {
  await writeFile(join(directory, ownerFile), String(process.pid));
}

/** A server outlives the run that made it where that is killed; the next run ends it. */
export async function removeOrphanedServers(scratch: string, prefix: string): Promise<void> {
  for await (const name of glob(`${prefix}*`, { cwd: scratch })) {
    const directory = join(scratch, name);
    const owner = Number(await readFile(join(directory, ownerFile), 'utf8').catch(() => Number.NaN));
    if (!Number.isInteger(owner) || (await isAlive(owner))) continue;
    const postmaster = await findPostmaster(join(directory, 'state', 'postgres'));
    if (postmaster !== undefined) await stopServer(postmaster.pid);
    await rm(directory, { recursive: true, force: true });
  }
}
