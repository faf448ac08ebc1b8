import { existsSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { TuskarError } from '@tuskar/contract/error.ts';

/** Every process of the lab's hosts lives below this group, in each hierarchy of the machine that nspawn uses. */
export const labGroup = 'tuskar-lab';

type Mount = { path: string; type: string };

function cgroupMounts(mounts = readFileSync('/proc/self/mounts', 'utf8')): Mount[] {
  return mounts
    .split('\n')
    .map((line) => line.split(' '))
    .filter((fields) => fields[2] === 'cgroup' || fields[2] === 'cgroup2')
    .map((fields) => ({ path: fields[1] ?? '', type: fields[2] ?? '' }));
}

/** The root of cgroup v2: /sys/fs/cgroup, or /sys/fs/cgroup/unified on a machine that also has v1. */
export function unifiedRoot(mounts?: string): string | undefined {
  return cgroupMounts(mounts).find((mount) => mount.type === 'cgroup2')?.path;
}

export function hostGroup(name: string): string {
  const root = unifiedRoot();
  if (root === undefined) throw new TuskarError('lab-unsupported', 'The machine has no cgroup v2 mounted.');
  return join(root, labGroup, name);
}

/** Of the lab's BMCs and machines; no host can have this name. */
export const machinesGroup = (): string => hostGroup('.machines');

/** Kills every process below the group, also those whose parent is gone, and waits until none is left. */
export async function killGroup(group: string): Promise<void> {
  if (!existsSync(group)) return;
  const deadline = Date.now() + 20_000;
  while (isPopulated(group)) {
    if (Date.now() > deadline) {
      throw new TuskarError('lab-command-failed', `Processes in ${group} do not end, though killed.`);
    }
    signalGroup(group);
    await delay(10);
  }
}

/** Whether a process is in the group or below it. */
export function isPopulated(group: string): boolean {
  return (
    unlessGone(() => readFileSync(join(group, 'cgroup.events'), 'utf8'))?.includes('populated 1') ?? false
  );
}

function signalGroup(group: string): void {
  const killFile = join(group, 'cgroup.kill');
  // Linux before 5.14 lacks cgroup.kill.
  if (existsSync(killFile)) return unlessGone(() => writeFileSync(killFile, '1'));
  for (const directory of groupsBelow(group)) {
    const pids = unlessGone(() => readFileSync(join(directory, 'cgroup.procs'), 'utf8')) ?? '';
    for (const pid of pids.split('\n').map(Number)) {
      if (pid > 0) unlessGone(() => process.kill(pid, 'SIGKILL'));
    }
  }
}

/** The group itself last, so that the list is also the order of removal. */
function groupsBelow(group: string): string[] {
  const entries = unlessGone(() => readdirSync(group, { withFileTypes: true })) ?? [];
  const children = entries.filter((entry) => entry.isDirectory());
  return [...children.flatMap((child) => groupsBelow(join(group, child.name))), group];
}

/** nspawn and the kernel remove groups and processes meanwhile. */
function unlessGone<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (['ENOENT', 'ENODEV', 'ESRCH'].includes(code)) return undefined;
    throw error;
  }
}

/** Removes the directories of a group whose processes have ended, in every hierarchy: nspawn makes them in several. */
export async function removeGroup(...segments: string[]): Promise<void> {
  for (const mount of cgroupMounts()) {
    const group = join(mount.path, labGroup, ...segments);
    if (existsSync(group)) for (const directory of groupsBelow(group)) await removeDirectory(directory);
  }
}

/** A process that has ended may hold its group a moment longer. */
async function removeDirectory(path: string): Promise<void> {
  const deadline = Date.now() + 5000;
  for (;;) {
    try {
      return rmdirSync(path);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT') return;
      if (code !== 'EBUSY' || Date.now() > deadline) throw error;
      await delay(10);
    }
  }
}
