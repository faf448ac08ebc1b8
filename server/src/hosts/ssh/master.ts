import { TuskarError } from '@tuskar/contract/error.ts';
import { execa } from 'execa';
import type { HostTarget } from '../connection.ts';
import { type SshPaths, sshArguments } from './arguments.ts';
import { sshFailure } from './failure.ts';

const READY = 'tuskar-ready';
/** ConnectTimeout ends where the host begins to ask who we are; this ends the rest. */
const SIGN_IN_SECONDS = 30;
const CLOSE_SECONDS = 3;

/** The one real connection to a host, which all commands share. */
export type SshMaster = {
  /** Fulfilled, never rejected, once the connection is gone. */
  readonly ended: Promise<void>;
  close(): Promise<void>;
};

/**
 * The far end reads our input until its end: when this process dies, however it dies, the connection goes with it.
 *
 * @throws host-unreachable, host-key-changed, host-access-denied
 */
export async function openMaster(target: HostTarget, paths: SshPaths): Promise<SshMaster> {
  const subprocess = execa(
    'ssh',
    [...sshArguments(target, paths, 'master'), `echo ${READY}; exec cat >/dev/null`],
    { reject: false, stdin: 'pipe', maxBuffer: 64 * 1024, forceKillAfterDelay: CLOSE_SECONDS * 1000 },
  );
  // What is written to it when it is gone already is of no interest.
  subprocess.stdin.on('error', () => undefined);
  const ended = subprocess.then(() => undefined);
  const timer = setTimeout(() => subprocess.kill(), SIGN_IN_SECONDS * 1000);
  try {
    await Promise.race([readiness(subprocess.stdout), failure()]);
  } finally {
    clearTimeout(timer);
  }
  return {
    ended,
    async close() {
      subprocess.stdin.end();
      const kill = setTimeout(() => subprocess.kill(), CLOSE_SECONDS * 1000);
      await ended;
      clearTimeout(kill);
    },
  };

  async function failure(): Promise<never> {
    const result = await subprocess;
    if (result.code === 'ENOENT') throw new TuskarError('internal-error', 'The program ssh is not installed');
    throw sshFailure(target, result.signal ? 'ssh timed out while signing in' : result.stderr);
  }
}

/** A shell may greet us first, so the word is looked for in all that comes. */
function readiness(stdout: NodeJS.ReadableStream): Promise<void> {
  let seen = '';
  return new Promise((resolve) => {
    stdout.on('data', (text: Buffer) => {
      seen += text.toString();
      if (seen.includes(READY)) resolve();
    });
  });
}
