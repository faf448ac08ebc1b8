import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { TuskarError } from '@tuskar/contract/error.ts';
import { identify, type ProcessIdentity } from '../process.ts';
import type { MachineFiles } from './files.ts';

const program = 'qemu-system-x86_64';

/** Joins its group first of all, so that whoever ends the group finds it, then becomes QEMU. */
const script = 'echo $$ > "$0/cgroup.procs"; exec "$@"';

export type LaunchOptions = {
  name: string;
  files: MachineFiles;
  argv: string[];
  /** Directory of the machine's control group, which need not exist yet. */
  group: string;
};

/** Starts a machine's QEMU, which outlives this process. It stands still, and has hardly opened its monitor, when this ends. */
export async function launchQemu({ name, files, argv, group }: LaunchOptions): Promise<ProcessIdentity> {
  // A predecessor's: nobody would answer there.
  rmSync(files.monitor, { force: true });
  mkdirSync(group, { recursive: true });
  const errors = openSync(files.errors, 'w');
  const child = spawn('sh', ['-euc', script, group, program, ...argv], {
    stdio: ['ignore', errors, errors],
    detached: true,
    cwd: '/',
  });
  closeSync(errors);
  await once(child, 'spawn');
  child.unref();
  const identity = child.pid === undefined ? undefined : identify(child.pid);
  if (identity === undefined) throw startFailed(name, files);
  return identity;
}

export function startFailed(name: string, files: MachineFiles): TuskarError {
  const said = readFileSync(files.errors, 'utf8').trim().slice(-2000) || 'it says nothing';
  return new TuskarError('lab-machine-failed', `QEMU of machine ${name} did not start: ${said}`, {
    context: { machine: name },
  });
}
