import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { TuskarError } from '@tuskar/contract/error.ts';
import { run } from '../command.ts';
import { isAlive, leaderOf, type ProcessIdentity } from '../process.ts';
import { consoleTail } from './console.ts';

export type ReadinessOptions = {
  name: string;
  address: string;
  directory: string;
  supervisor: ProcessIdentity;
  timeoutSeconds: number;
  signal: AbortSignal;
  /** Called whenever the host waits for something else. */
  onWaiting: (what: string) => void;
};

/** Resolves when the host's systemd has finished booting and its ssh answers; else throws `lab-host-boot-failed`. */
export async function hostReady(options: ReadinessOptions): Promise<void> {
  const deadline = Date.now() + options.timeoutSeconds * 1000;
  let waiting = '';
  for (;;) {
    options.signal.throwIfAborted();
    const next = await waitsFor(options);
    if (next === undefined) return;
    if (next !== waiting) options.onWaiting(next);
    waiting = next;
    if (!isAlive(options.supervisor)) throw bootFailed(options, 'its nspawn ended');
    if (next === 'systemd: maintenance') throw bootFailed(options, 'systemd went into maintenance mode');
    if (Date.now() > deadline) {
      throw bootFailed(options, `after ${options.timeoutSeconds} s it still waits for ${waiting}`);
    }
    await delay(50);
  }
}

async function waitsFor(options: ReadinessOptions): Promise<string | undefined> {
  const leader = leaderOf(options.supervisor);
  if (leader === undefined) return 'its first process';
  const state = await systemState(leader);
  if (state !== 'running' && state !== 'degraded') return `systemd: ${state}`;
  return (await sshAnswers(options.address)) ? undefined : `ssh on ${options.address}`;
}

const inHost = (leader: number, ...argv: string[]): string[] => [
  'nsenter',
  `--target=${leader}`,
  '--all',
  ...argv,
];

async function systemState(leader: number): Promise<string> {
  // `is-system-running` exits with an error unless all is well; the word is all that counts.
  const output = await run(inHost(leader, 'sh', '-c', 'systemctl is-system-running 2>/dev/null || true'), {
    timeoutSeconds: 10,
  }).catch(() => '');
  return output.trim() || 'not reachable yet';
}

/** Whether a server greets as OpenSSH does; the way there is the one that clients take. */
function sshAnswers(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port: 22, timeout: 2000 });
    const end = (answer: boolean): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('data', (greeting) => end(greeting.toString('latin1').startsWith('SSH-2.0-')));
    socket.once('error', () => end(false));
    socket.once('timeout', () => end(false));
    socket.once('close', () => end(false));
  });
}

export function bootFailed(
  options: Pick<ReadinessOptions, 'name' | 'directory'>,
  reason: string,
): TuskarError {
  const tail = consoleTail(options.directory);
  const console = tail.length === 0 ? 'Its console is empty.' : `Its console ended:\n${tail.join('\n')}`;
  return new TuskarError('lab-host-boot-failed', `Host ${options.name} did not boot: ${reason}. ${console}`, {
    context: { host: options.name, reason, console: tail },
  });
}
