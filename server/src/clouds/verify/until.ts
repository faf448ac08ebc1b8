import { setTimeout as pause } from 'node:timers/promises';
import { TuskarError } from '@tuskar/contract/error.ts';

export type Wait = {
  /** What is waited for, for the message when it does not come. */
  what: string;
  seconds: number;
  everySeconds: number;
  signal: AbortSignal;
};

/**
 * Asks until there is an answer. `probe` gives the answer, or says why there is none yet.
 *
 * @throws verification-check-failed, with the last reason, when the time is over
 */
export async function until<Answer>(
  { what, seconds, everySeconds, signal }: Wait,
  probe: () => Promise<{ answer: Answer } | { reason: string }>,
): Promise<Answer> {
  const end = performance.now() + seconds * 1000;
  for (;;) {
    signal.throwIfAborted();
    const result = await probe();
    if ('answer' in result) return result.answer;
    if (performance.now() > end) {
      throw new TuskarError('verification-check-failed', `${what} within ${seconds} s: ${result.reason}`);
    }
    await pause(everySeconds * 1000, undefined, { signal });
  }
}
