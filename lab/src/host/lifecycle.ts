import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { hostGroup, killGroup, removeGroup } from '../cgroup.ts';
import { run } from '../command.ts';
import { type Directories, hostDirectory, imageDirectory } from '../directories.ts';
import { hostAddresses } from '../network-plan.ts';
import { isAlive } from '../process.ts';
import type { LabStore } from '../state/store.ts';
import { writeIdentity } from './identity.ts';
import { launchHost } from './launch.ts';
import { hostReady } from './readiness.ts';

export type HostContext = { directories: Directories; store: LabStore };
export type BootOptions = { signal: AbortSignal; onWaiting: (what: string) => void };

/** Generous: a machine with two cores may be booting many hosts. */
const bootTimeoutSeconds = 180;

/** Ends with the host running; returns at once where it is. Throws `lab-host-boot-failed`, and the host is stopped then. */
export async function bootHost(context: HostContext, name: string, options: BootOptions): Promise<void> {
  const { store, directories } = context;
  try {
    const { process, ready } = store.host(name);
    const booting = process !== null && isAlive(process);
    if (booting && ready) return;
    if (!booting) await startHost(context, name);
    const started = store.host(name);
    if (started.process === null) throw new Error(`host ${name} was started without a record`);
    await hostReady({
      name,
      address: hostAddresses(started.index).management,
      directory: hostDirectory(directories, name),
      supervisor: started.process,
      timeoutSeconds: bootTimeoutSeconds,
      ...options,
    });
    store.changeHost(name, { ready: true });
  } catch (error) {
    await powerOff(context, name);
    throw error;
  }
}

async function startHost({ store, directories }: HostContext, name: string): Promise<void> {
  const { index, image, authorizedKey } = store.host(name);
  store.changeHost(name, { wanted: 'running', ready: false, process: null });
  await endProcesses(name);
  const directory = hostDirectory(directories, name);
  mkdirSync(directory, { recursive: true, mode: 0o755 });
  const hostKey = await writeIdentity(join(directory, 'upper'), { name, index, authorizedKey });
  store.changeHost(name, { hostKey });
  const lower = join(imageDirectory(directories, image), 'rootfs');
  store.changeHost(name, { process: await launchHost({ name, index, directory, lower }) });
}

/** A power cut: every process of the host ends at once, its disk stays. */
export async function powerOff({ store }: HostContext, name: string): Promise<void> {
  await endProcesses(name);
  store.changeHost(name, { wanted: 'stopped', ready: false, process: null });
}

/** Removes the host and its disk. A keeper killed on the way leaves the host whole, or a disk that `down` sweeps away. */
export async function removeHost(context: HostContext, name: string): Promise<void> {
  await powerOff(context, name);
  const directory = hostDirectory(context.directories, name);
  const removed = join(dirname(directory), `.removed-${name}`);
  await removeTree(removed);
  if (existsSync(directory)) renameSync(directory, removed);
  context.store.change((draft) => {
    delete draft.hosts[name];
  });
  await removeTree(removed);
}

async function endProcesses(name: string): Promise<void> {
  await killGroup(hostGroup(name));
  await removeGroup(name);
}

/** Never into a mount: what a host has mounted is only in its own namespace, but a mistake here would be dear. */
export async function removeTree(path: string): Promise<void> {
  await run(['rm', '-rf', '--one-file-system', '--', path], { timeoutSeconds: 600 });
}
