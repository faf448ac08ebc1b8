import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import type { HostConnection } from '../connection.ts';

/** For tests: a host that is a directory of this machine, with the systemd of `fixtures/`. */
export type LocalHost = {
  connection: HostConnection;
  root: string;
  /** Ends the running program as a lost connection would be seen from here. */
  cut: () => void;
  remove: () => Promise<void>;
};

export async function createLocalHost(): Promise<LocalHost> {
  const root = await mkdtemp(join(tmpdir(), 'local-host-'));
  const programs = join(import.meta.dirname, 'fixtures');
  const lost = new AbortController();
  const connection: HostConnection = {
    target: { name: 'c1', address: '127.0.0.1', sshUser: 'root', hostKey: '' },
    async run({ argv, stdin, onStdout, signal }) {
      const [file = '', ...args] = argv;
      const signals = [lost.signal, ...(signal ? [signal] : [])];
      const subprocess = execa(file, args, {
        reject: false,
        stdin: 'pipe',
        buffer: { stdout: false },
        env: { PATH: `${programs}:${process.env['PATH']}` },
        cancelSignal: AbortSignal.any(signals),
        stripFinalNewline: false,
      });
      subprocess.stdin.on('error', () => undefined);
      subprocess.stdout.on('data', (bytes: Buffer) => onStdout?.(bytes.toString()));
      if (typeof stdin === 'object' && 'pipe' in stdin) stdin.pipe(subprocess.stdin);
      const result = await subprocess;
      lost.signal.throwIfAborted();
      return { exitCode: result.exitCode ?? 255, stdout: '', stderr: result.stderr };
    },
    close: async () => undefined,
  };
  return {
    connection,
    root,
    cut: () => lost.abort(),
    remove: () => rm(root, { recursive: true, force: true }),
  };
}
