import { isTuskarError, type TuskarError } from '@tuskar/contract/error.ts';
import { CommanderError } from 'commander';
import { Exit, exitCodes, exitOf } from './exit-codes.ts';
import type { Io } from './io.ts';

/** Says an error to the person and gives the exit code. */
export function report(io: Io, error: unknown): number {
  if (error instanceof Exit) return exitCodes[error.exit].code;
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : exitCodes.usage.code;
  if (isTuskarError(error)) {
    for (const line of errorLines(error)) io.talk(line);
    return exitCodes[exitOf(error.code)].code;
  }
  const bug = error instanceof Error ? (error.stack ?? error.message) : String(error);
  io.talk(`error: something failed inside the tuskar command. Please report this:\n${bug}`);
  return exitCodes.failed.code;
}

/** 'error (code): message', each problem on a line of its own, then the remedy. */
export function errorLines(error: TuskarError): string[] {
  const lines = [`error (${error.code}): ${error.message}`];
  const problems = error.context['problems'];
  if (Array.isArray(problems)) lines.push(...problems.map((problem) => `  ${describeProblem(problem)}`));
  lines.push(`  what to do: ${error.remedy}`);
  return lines;
}

function describeProblem(problem: unknown): string {
  if (typeof problem === 'string') return problem;
  const { path, reason, message } = problem as { path?: string; reason?: string; message?: string };
  return [path, reason ?? message].filter(Boolean).join(': ') || JSON.stringify(problem);
}
