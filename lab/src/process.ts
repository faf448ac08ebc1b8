import { readFileSync } from 'node:fs';

/** A process that a recycled pid cannot be mistaken for. `startTime` is in clock ticks since the machine booted. */
export type ProcessIdentity = { pid: number; startTime: number };

/** Undefined where the pid is free or holds a zombie. Fields are those of proc_pid_stat(5). */
export function identify(pid: number): ProcessIdentity | undefined {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return undefined;
  }
  // The second field, the program's name, may hold spaces and brackets.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
  return { pid, startTime: Number(fields[19]) };
}

export function isAlive(identity: ProcessIdentity): boolean {
  return identify(identity.pid)?.startTime === identity.startTime;
}

/** The container's own first process, as the machine numbers it. Undefined until nspawn has started it. */
export function leaderOf(supervisor: ProcessIdentity): number | undefined {
  if (!isAlive(supervisor)) return undefined;
  try {
    const children = readFileSync(`/proc/${supervisor.pid}/task/${supervisor.pid}/children`, 'utf8');
    return children
      .split(' ')
      .filter((pid) => pid !== '')
      .map(Number)
      .find(isFirstOfItsNamespace);
  } catch {
    return undefined;
  }
}

function isFirstOfItsNamespace(pid: number): boolean {
  return /^NSpid:(\t\d+)+\t1$/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
}

export function bootId(): string {
  return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
}
