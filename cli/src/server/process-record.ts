import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** A process by its pid and the moment it began, so that a pid used again is never taken for it. */
export type ProcessRecord = { pid: number; startTime: string };

/** Clock ticks since boot when the process began: field 22 of /proc/<pid>/stat (proc(5)). */
export function startTimeOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? undefined : fields[19];
  } catch {
    return undefined;
  }
}

export function isAlive(record: ProcessRecord): boolean {
  return startTimeOf(record.pid) === record.startTime;
}

/** The recorded process, where it still runs. */
export function readRunning(path: string): ProcessRecord | undefined {
  try {
    const [pid, startTime] = readFileSync(path, 'utf8').trim().split(' ');
    const record = { pid: Number(pid), startTime: String(startTime) };
    return isAlive(record) ? record : undefined;
  } catch {
    return undefined;
  }
}

export function writeRecord(path: string, record: ProcessRecord): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.new`, `${record.pid} ${record.startTime}\n`);
  renameSync(`${path}.new`, path);
}

export function removeRecord(path: string): void {
  rmSync(path, { force: true });
}
