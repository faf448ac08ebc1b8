import { finished } from 'node:stream/promises';
import { StringDecoder } from 'node:string_decoder';
import { TuskarError } from '@tuskar/contract/error.ts';
import { execa } from 'execa';
import type { HostCommand, HostCommandResult, HostConnection, HostTarget } from '../connection.ts';
import { type SshPaths, sshArguments } from './arguments.ts';
import { sshFailure } from './failure.ts';
import type { SshMaster } from './master.ts';
import { shellQuote } from './quote.ts';

/** ssh exits with it where it failed itself; so may the command. */
const SSH_FAILED = 255;
const OUTPUT_BYTES = 32 * 1024 * 1024;

export type SshConnectionOptions = {
  target: HostTarget;
  paths: SshPaths;
  master: SshMaster;
  /** Called as a command begins and as it ends. */
  onUse: (change: 1 | -1) => void;
};

export function createSshConnection(options: SshConnectionOptions): HostConnection {
  const { target, paths, master, onUse } = options;
  return {
    target,
    async run(command) {
      onUse(1);
      try {
        return await runCommand(command, target, paths);
      } finally {
        onUse(-1);
      }
    },
    close: () => master.close(),
  };
}

async function runCommand(
  command: HostCommand,
  target: HostTarget,
  paths: SshPaths,
): Promise<HostCommandResult> {
  command.signal?.throwIfAborted();
  const subprocess = execa(
    'ssh',
    [...sshArguments(target, paths, 'session'), remoteCommand(command, target)],
    {
      reject: false,
      stdin: 'pipe',
      buffer: { stdout: !command.onStdout, stderr: true },
      maxBuffer: OUTPUT_BYTES,
      stripFinalNewline: false,
      timeout: command.timeoutSeconds * 1000,
      forceKillAfterDelay: 1000,
      ...(command.signal ? { cancelSignal: command.signal } : {}),
    },
  );
  feed(subprocess.stdin, command.stdin);
  const streamed = command.onStdout ? stream(subprocess.stdout, command.onStdout) : undefined;
  const result = await subprocess;
  await streamed;

  command.signal?.throwIfAborted();
  if (result.timedOut) throw timedOut(command, target);
  const { exitCode, stderr } = result;
  if (exitCode === undefined) throw sshFailure(target, `ssh was ended by ${result.signal ?? 'the system'}`);
  if (exitCode === SSH_FAILED && !(await isAlive(target, paths))) throw sshFailure(target, stderr);
  if (exitCode !== 0 && stderr.startsWith('sudo: ')) throw sshFailure(target, stderr);
  return { exitCode, stdout: command.onStdout ? '' : (result.stdout ?? ''), stderr };
}

function remoteCommand({ argv, asRoot }: HostCommand, { sshUser }: HostTarget): string {
  const full = asRoot && sshUser !== 'root' ? ['sudo', '-n', '--', ...argv] : argv;
  return full.map(shellQuote).join(' ');
}

function feed(stdin: NodeJS.WritableStream, input: HostCommand['stdin']): void {
  // The command may end without having read all.
  stdin.on('error', () => undefined);
  if (input === undefined || typeof input === 'string' || input instanceof Uint8Array) stdin.end(input ?? '');
  else input.pipe(stdin);
}

async function stream(stdout: NodeJS.ReadableStream, onStdout: (text: string) => void): Promise<void> {
  const decoder = new StringDecoder('utf8');
  stdout.on('data', (bytes: Buffer) => onStdout(decoder.write(bytes)));
  await finished(stdout).catch(() => undefined);
}

/** Whether the connection under the command still stands, asked of the one who holds it. */
async function isAlive(target: HostTarget, paths: SshPaths): Promise<boolean> {
  const argv = ['-O', 'check', ...sshArguments(target, paths, 'session')];
  const { exitCode } = await execa('ssh', argv, { reject: false, stdin: 'ignore', timeout: 5000 });
  return exitCode === 0;
}

function timedOut({ argv, timeoutSeconds }: HostCommand, { name }: HostTarget): TuskarError {
  const message = `${name}: ${argv[0]} did not end within ${timeoutSeconds} s`;
  return new TuskarError('host-command-timed-out', message, { context: { host: name, command: argv[0] } });
}
