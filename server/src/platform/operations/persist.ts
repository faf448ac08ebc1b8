import { isStalePlan } from '../database/prepared-statements.ts';
import { pauseUntil } from './pause.ts';
import { type Execution, FencedError, parked } from './execution.ts';

const firstPause = 100;
const longestPause = 2000;

/**
 * Runs a write until it succeeds: while the database is away the work waits for it instead of failing. Never
 * settles where the execution is parked or another process has taken it over.
 */
export async function persist<Result>(execution: Execution, write: () => Promise<Result>): Promise<Result> {
  const { signal } = execution.park;
  for (let pause = firstPause; ; pause = Math.min(pause * 2, longestPause)) {
    if (signal.aborted) return parked();
    try {
      const result = await write();
      return result;
    } catch (error) {
      if (error instanceof FencedError) {
        execution.log.warn('another process has taken this operation over');
        execution.park.abort(error);
        return parked();
      }
      if (!isConnectionFault(error)) throw error;
      execution.log.warn({ err: error }, 'the database is away; waiting for it');
      await pauseUntil(Date.now() + pause, signal);
    }
  }
}

/** https://www.postgresql.org/docs/current/errcodes-appendix.html: connection, shutdown, serialization, resources. */
const passing = /^(08|57P|40|53)/;

/** Whether it is about the way to the database, or its state, not about what was asked of it. */
export function isConnectionFault(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return (
    isStalePlan(error) ||
    passing.test(code) ||
    code.startsWith('E') ||
    /connection|timeout exceeded/i.test(error.message)
  );
}
