import { join } from 'node:path';

/** Where Tuskar keeps things on this machine; each can be moved by its environment variable. */
export type Directories = { state: string; cache: string; run: string };

export function directoriesFrom(env: NodeJS.ProcessEnv): Directories {
  return {
    state: env['TUSKAR_STATE_DIR'] ?? '/var/lib/tuskar',
    cache: env['TUSKAR_CACHE_DIR'] ?? '/var/cache/tuskar',
    run: env['TUSKAR_RUN_DIR'] ?? '/run/tuskar',
  };
}

export const keeperSocket = (directories: Directories): string => join(directories.run, 'keeper.sock');
/** Where the process of the lab's BMCs is told of machines and faults. */
export const bmcSocket = (directories: Directories): string => join(directories.run, 'bmc', 'control.sock');
/** What each BMC must not forget; of the user that the process runs as. */
export const bmcDirectory = (directories: Directories): string => join(directories.state, 'lab', 'bmc');
/** With the disks of a lab machine, by its number. */
export const machineDirectory = (directories: Directories, index: number): string =>
  join(directories.state, 'lab', 'machines', String(index));
export const bmcLog = (directories: Directories): string => join(directories.state, 'lab', 'bmc.log');
export const stateFile = (directories: Directories): string => join(directories.state, 'lab', 'state.json');
export const hostDirectory = (directories: Directories, name: string): string =>
  join(directories.state, 'lab', 'hosts', name);
export const imageDirectory = (directories: Directories, id: string): string =>
  join(directories.cache, 'images', id);
