import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Client, createClient } from '@tuskar/client/client.ts';
import { connect } from '../cli/src/connection.ts';
import { execa } from 'execa';

const root = join(import.meta.dirname, '..');

/**
 * An installation of Tuskar beside any other on this machine: its own state, run directory and port. It shares the
 * image cache, which is keyed by content, and the lab's address range, so only one such may have its lab up.
 */
export function installationFor(name: string, port: number) {
  const state = `/var/lib/tuskar-${name}`;
  const run = `/run/tuskar-${name}`;
  const env = {
    ...process.env,
    TUSKAR_STATE_DIR: state,
    TUSKAR_RUN_DIR: run,
    TUSKAR_LISTEN: `127.0.0.1:${port}`,
    XDG_CONFIG_HOME: join(state, 'no-configuration'),
    CI: 'true',
  };

  async function tuskar(
    args: string[],
    options: { input?: string; timeoutSeconds?: number } = {},
  ): Promise<Ran> {
    const ran = await execa(join(root, 'tuskar'), args, {
      env,
      extendEnv: false,
      reject: false,
      input: options.input ?? '',
      timeout: (options.timeoutSeconds ?? 120) * 1000,
    });
    return { exitCode: ran.exitCode ?? -1, stdout: ran.stdout, stderr: ran.stderr };
  }

  return {
    env,
    state,
    run,
    url: `https://127.0.0.1:${port}`,
    tuskar,
    /** Fails the test with all that the command said, unless it ended with 0. */
    mustRun: async (
      args: string[],
      options: { input?: string; timeoutSeconds?: number } = {},
    ): Promise<Ran> => {
      const ran = await tuskar(args, options);
      if (ran.exitCode === 0) return ran;
      throw new Error(`tuskar ${args.join(' ')} ended with ${ran.exitCode}:\n${ran.stdout}\n${ran.stderr}`);
    },
    /** Runs a shell command on a host as root, and gives what it writes. */
    ssh: async (address: string, command: string): Promise<string> => {
      const { stdout } = await execa('ssh', [
        '-i',
        join(state, 'ssh/id_ed25519'),
        ...trustAnyHost,
        `root@${address}`,
        command,
      ]);
      return stdout;
    },
    client: (): Client => connect({ env, talk: console.error }),
    anonymous: (): Client => createClient({ baseUrl: `https://127.0.0.1:${port}` }),
    pidOf: (daemon: 'keeper' | 'server'): number =>
      Number(readFileSync(join(run, `${daemon}.pid`), 'utf8').split(' ')[0]),
    prepare: (): void => {
      mkdirSync(state, { recursive: true });
    },
    /** Takes everything down, whatever state it is in, and removes what it kept. */
    remove: async (): Promise<void> => {
      await tuskar(['server', 'start']);
      await tuskar(['lab', 'down', '--force', '--reason', 'the test has ended', '--wait'], {
        timeoutSeconds: 300,
      });
      await tuskar(['server', 'stop']);
      rmSync(state, { recursive: true, force: true });
      rmSync(run, { recursive: true, force: true });
    },
  };
}

export type Installation = ReturnType<typeof installationFor>;
export type Ran = { exitCode: number; stdout: string; stderr: string };

/** Of ssh: the lab's hosts and rescue systems are new each time, and so are their keys. */
export const trustAnyHost = [
  '-o',
  'StrictHostKeyChecking=no',
  '-o',
  'UserKnownHostsFile=/dev/null',
  '-o',
  'LogLevel=ERROR',
];
