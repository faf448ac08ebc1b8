import { problemOf } from '@tuskar/contract/problem.ts';
import type { Step } from './definition.ts';
import { pauseUntil, abortAt } from './pause.ts';
import { persist } from './persist.ts';
import { stepError } from './step-attempt.ts';
import { createProgress } from './progress.ts';
import { createStepContext } from './step-context.ts';
import { stepRow, type StepRun } from './step-runner.ts';
import { parked } from './execution.ts';

export type UndoEnd = 'undone' | 'failed' | 'nothing';

const pauseSeconds = [1, 2, 5, 10, 30];

/** Undoes a step that was begun, also one that failed half-way. An undo that fails is recorded, and the rest goes on. */
export async function undoStep(step: Step, run: StepRun, what: 'all' | 'unfinished'): Promise<UndoEnd> {
  const { execution, record } = run;
  if (!('undo' in step)) return 'nothing';
  const row = stepRow(record, step);
  if (row.attempts === 0 || row.state === 'undone') return 'nothing';
  if (row.state === 'done' && what === 'unfinished') return 'nothing';

  const change = (values: Parameters<typeof record.changeStep>[1]) =>
    persist(execution, () => record.changeStep(step.name, values));
  // Not the cancellation: it is what asked for the undoing.
  const limit = abortAt(Date.now() + step.timeoutSeconds * 1000, { until: execution.park.signal });
  const signal = AbortSignal.any([limit.signal, execution.park.signal]);
  try {
    for (let attempt = 0; ; attempt++) {
      const progress = createProgress(change);
      const context = createStepContext(step, { ...run, signal, progress });
      try {
        await step.undo(context);
        await progress.settle();
        await change({ state: 'undone', waiting_for: null, message: null, ended_at: new Date() });
        return 'undone';
      } catch (error) {
        await progress.settle();
        if (execution.park.signal.aborted) return await parked();
        const failure = stepError(step, error);
        execution.log.warn({ err: error, step: step.name }, 'a step could not be undone');
        context.log(`Undo failed: ${failure.message}`, { level: 'error' });
        if (!failure.retryable || signal.aborted) {
          await change({
            message: 'It could not be undone; what it made may be left behind.',
            error: problemOf(failure),
            waiting_for: null,
          });
          return 'failed';
        }
        await pauseUntil(Date.now() + (pauseSeconds[attempt] ?? 30) * 1000, signal);
        if (execution.park.signal.aborted) return await parked();
      }
    }
  } finally {
    limit.clear();
  }
}
