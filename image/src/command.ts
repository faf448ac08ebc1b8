import { TuskarError } from '@tuskar/contract/error.ts';
import { execa } from 'execa';

export type Log = (line: string) => void;

export type CommandOptions = {
  log: Log;
  signal?: AbortSignal | undefined;
  cwd?: string | undefined;
  env?: Record<string, string> | undefined;
  input?: string | undefined;
  /** Options of unshare(1): what the program has of its own. Always its processes. */
  namespaces?: readonly string[] | undefined;
  /** Lines that the program writes to file descriptor 3. */
  onStatus?: ((line: string) => void) | undefined;
};

const linesKept = 40;

/** What a program that failed said last, beside how it ended. */
export class CommandFailure extends Error {
  readonly exitCode: number | null;
  readonly output: string;

  constructor(argv: readonly string[], exitCode: number | null, output: string) {
    super(`${argv[0]} ended with ${exitCode === null ? 'a signal' : `exit code ${exitCode}`}:\n${output}`);
    this.name = 'CommandFailure';
    this.exitCode = exitCode;
    this.output = output;
  }
}

/**
 * Runs a program and hands each line it prints to the log.
 *
 * It has a PID namespace of its own, whose end is the end of all it has started, and gets SIGKILL when this process
 * dies, however it dies: a killed build must leave nothing running.
 * @throws CommandFailure, image-build-cancelled
 */
export async function run(argv: readonly string[], options: CommandOptions): Promise<void> {
  const last: string[] = [];
  const child = execa('setpriv', guarded(argv, options), {
    stdio: [
      options.input === undefined ? 'ignore' : 'pipe',
      'pipe',
      'pipe',
      options.onStatus ? 'pipe' : 'ignore',
    ],
    ...(options.input === undefined ? {} : { input: options.input }),
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    ...(options.signal === undefined ? {} : { cancelSignal: options.signal }),
    env: { LC_ALL: 'C.UTF-8', ...options.env },
    // unshare(1) waits for its child in spite of SIGTERM.
    killSignal: 'SIGKILL',
    all: true,
    buffer: false,
    reject: false,
  });
  const read = async (): Promise<void> => {
    for await (const line of child.iterable({ from: 'all' })) {
      last.push(line);
      if (last.length > linesKept) last.shift();
      options.log(line);
    }
  };
  const readStatus = async (): Promise<void> => {
    if (!options.onStatus) return;
    for await (const line of child.iterable({ from: 'fd3' })) options.onStatus(line);
  };
  const [result] = await Promise.all([child, read(), readStatus()]);
  if (options.signal?.aborted) {
    throw new TuskarError('image-build-cancelled', 'The image build was cancelled.', { cause: result });
  }
  if (result.failed) throw new CommandFailure(argv, result.exitCode ?? null, last.join('\n'));
}

function guarded(argv: readonly string[], { namespaces = ['--mount-proc'] }: CommandOptions): string[] {
  const unshare = ['unshare', '--pid', '--fork', '--kill-child=KILL', ...namespaces];
  return ['--pdeathsig', 'KILL', '--', ...unshare, '--', ...argv];
}

/** Runs a program and returns what it prints to standard output. @throws CommandFailure */
export async function output(
  argv: readonly string[],
  options: Omit<CommandOptions, 'onStatus'>,
): Promise<string> {
  const result = await execa('setpriv', guarded(argv, options), {
    ...(options.input === undefined ? { stdin: 'ignore' } : { input: options.input }),
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    ...(options.signal === undefined ? {} : { cancelSignal: options.signal }),
    env: { LC_ALL: 'C.UTF-8', ...options.env },
    killSignal: 'SIGKILL',
    maxBuffer: 256 * 1024 * 1024,
    reject: false,
  });
  if (options.signal?.aborted) {
    throw new TuskarError('image-build-cancelled', 'The image build was cancelled.', { cause: result });
  }
  if (result.failed) throw new CommandFailure(argv, result.exitCode ?? null, result.stderr.slice(-4000));
  return result.stdout;
}
