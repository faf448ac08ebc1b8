import { isTuskarError, TuskarError } from '@tuskar/contract/error.ts';
import type { Json } from '../json.ts';
import type { Step, StepContext } from './definition.ts';
import { type Execution, parked } from './execution.ts';
import { abortAt } from './pause.ts';

/** How one call of a step ended. */
export type Attempt =
  | { ended: 'done'; result: Json }
  | { ended: 'waiting'; for: string; pollSeconds: number; sooner?: Promise<void> }
  | { ended: 'error'; error: TuskarError }
  /** It gave up because its signal had aborted. */
  | { ended: 'aborted'; error: TuskarError };

/** A step that ignores its signal is given up this long after its time limit, in milliseconds. */
const grace = 30_000;

/** Calls a step once and waits for it to end; never rejects. Never settles where the execution is parked. */
export async function attemptStep(
  step: Step,
  context: StepContext,
  { execution, deadline }: { execution: Execution; deadline: number },
): Promise<Attempt> {
  const over = abortAt(deadline + grace, { until: execution.park.signal });
  try {
    const outcome = await Promise.race([
      step.run(context),
      once(over.signal).then((): never => {
        throw new Error('It did not end after its signal aborted.');
      }),
      once(execution.park.signal).then(parked),
    ]);
    return outcome.state === 'done'
      ? { ended: 'done', result: outcome.result }
      : { ...outcome, ended: 'waiting' };
  } catch (error) {
    const known = stepError(step, error);
    if (context.signal.aborted) return { ended: 'aborted', error: known };
    if (!isTuskarError(error)) {
      execution.log.error({ err: error, step: step.name }, 'a step failed in a way it does not expect');
    }
    return { ended: 'error', error: known };
  } finally {
    over.clear();
  }
}

/** The message of an unexpected error is shown: without it nobody could tell what to do about the step. */
export function stepError(step: Step, error: unknown): TuskarError {
  if (isTuskarError(error)) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new TuskarError('internal-error', `The step '${step.title}' failed unexpectedly: ${message}`, {
    cause: error,
  });
}

function once(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
