import { readdirSync, readlinkSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { killGroup, labGroup, removeGroup, unifiedRoot } from './cgroup.ts';
import { isMountPoint, namespacePath, removeNetwork } from './network.ts';
import type { LabState } from './state/schema.ts';
import { restoreInotify } from './sysctl.ts';

/**
 * Removes all that a lab has on this machine but the hosts' disks: by the names that only a lab uses, so that it also finds what
 * was made just before a crash and never recorded.
 */
export async function sweepMachine(state: Readonly<LabState>): Promise<void> {
  killNamespaceProcesses();
  const root = unifiedRoot();
  if (root !== undefined) await killGroup(join(root, labGroup));
  await removeGroup();
  await removeNetwork(state.network);
  if (state.network) restoreInotify(state.network.inotifyInstances);
}

/** Ends what has joined the namespace but not yet a group: a launch script in its first milliseconds. */
function killNamespaceProcesses(): void {
  if (!isMountPoint(namespacePath)) return;
  const { ino } = statSync(namespacePath);
  for (const pid of readdirSync('/proc')) {
    if (/^\d+$/.test(pid) && namespaceOf(pid) === `net:[${ino}]`) endQuietly(Number(pid));
  }
}

function namespaceOf(pid: string): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/ns/net`);
  } catch {
    return undefined;
  }
}

function endQuietly(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
