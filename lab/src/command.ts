import { TuskarError } from '@tuskar/contract/error.ts';
import { execa, ExecaError } from 'execa';

export type CommandOptions = { input?: string; signal?: AbortSignal; timeoutSeconds?: number };

/** Runs a program of the machine and returns its standard output; throws `lab-command-failed` with its last words. */
export async function run(argv: readonly string[], options: CommandOptions = {}): Promise<string> {
  const [file, ...args] = argv;
  if (file === undefined) throw new TypeError('empty argv');
  try {
    const { stdout } = await execa(file, args, {
      timeout: (options.timeoutSeconds ?? 60) * 1000,
      ...(options.input === undefined ? { stdin: 'ignore' } : { input: options.input }),
      ...(options.signal && { cancelSignal: options.signal }),
    });
    return stdout;
  } catch (error) {
    if (!(error instanceof ExecaError)) throw error;
    const output = (error.stderr || error.stdout || error.shortMessage).trim();
    throw new TuskarError('lab-command-failed', `${argv.join(' ')} failed: ${output.slice(-2000)}`, {
      cause: error,
      context: { argv, exitCode: error.exitCode ?? null },
    });
  }
}

export async function succeeds(argv: readonly string[], options: CommandOptions = {}): Promise<boolean> {
  try {
    await run(argv, options);
    return true;
  } catch (error) {
    if (error instanceof TuskarError) return false;
    throw error;
  }
}
