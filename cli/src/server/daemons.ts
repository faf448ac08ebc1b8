import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import type { Places } from '../places.ts';
import { type ProcessRecord, readRunning, startTimeOf, writeRecord } from './process-record.ts';
import { systemUser } from './system-user.ts';

/** The two processes of an installation: the lab keeper (root) and the control plane (an ordinary user). */
export const daemonNames = ['keeper', 'server'] as const;
export type DaemonName = (typeof daemonNames)[number];

export function recordPath(places: Places, name: DaemonName): string {
  return join(places.run, `${name}.pid`);
}

export function logPath(places: Places, name: DaemonName): string {
  return join(places.log, `${name}.log`);
}

export function runningDaemon(places: Places, name: DaemonName): ProcessRecord | undefined {
  return readRunning(recordPath(places, name));
}

/** Starts a daemon in a session of its own, its output appended to its log. */
export function startDaemon(places: Places, name: DaemonName, env: NodeJS.ProcessEnv): ProcessRecord {
  const log = openSync(logPath(places, name), 'a', 0o640);
  const { file, args } = commandOf(places, name);
  const child = spawn(file, args, {
    detached: true,
    stdio: ['ignore', log, log],
    env: { ...env, ...placesEnv(places) },
    cwd: '/',
  });
  closeSync(log);
  child.unref();
  if (child.pid === undefined) throw new Error(`the ${name} could not be started`);
  const record = { pid: child.pid, startTime: startTimeOf(child.pid) ?? '0' };
  writeRecord(recordPath(places, name), record);
  return record;
}

function commandOf(places: Places, name: DaemonName): { file: string; args: string[] } {
  const node = join(places.root, 'node_modules/node/bin/node');
  if (name === 'keeper') return { file: node, args: [join(places.root, 'lab/src/keeper/main.ts')] };
  return {
    file: 'unshare',
    args: [
      '--mount',
      '--propagation',
      'private',
      'sh',
      '-eu',
      '-c',
      asSystemUser,
      'sh',
      places.root,
      join(places.run, 'app'),
      systemUser,
    ],
  };
}

/**
 * The system user often may not read where the program lies (a clone below /root). So the program is bound to a place
 * that it may read, in a mount namespace of its own, which the machine does not see and which goes with the process.
 * Without new privileges (no-new-privs) it cannot become root again. A small young generation keeps wide operations, of a
 * thousand steps, from growing the process by a third.
 */
const asSystemUser = [
  'mount --bind "$1" "$2"',
  'cd "$2"',
  'exec setpriv --reuid="$3" --regid="$3" --clear-groups --no-new-privs --inh-caps=-all "$2/node_modules/node/bin/node" --max-semi-space-size=4 "$2/server/src/main.ts"',
].join('\n');

function placesEnv(places: Places): Record<string, string> {
  return {
    TUSKAR_STATE_DIR: places.state,
    TUSKAR_CACHE_DIR: places.cache,
    TUSKAR_RUN_DIR: places.run,
    TUSKAR_USER: systemUser,
    HOME: places.state,
  };
}
