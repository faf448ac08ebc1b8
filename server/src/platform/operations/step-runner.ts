import { TuskarError } from '@tuskar/contract/error.ts';
import { problemOf } from '@tuskar/contract/problem.ts';
import { type Json, storableText } from '../json.ts';
import type { Step } from './definition.ts';
import { type Execution, parked } from './execution.ts';
import type { LogWriter } from './log-writer.ts';
import { abortAt, pauseUntil } from './pause.ts';
import type { StepChange } from './journal-writes.ts';
import { persist } from './persist.ts';
import { createProgress } from './progress.ts';
import type { OperationRecord } from './record.ts';
import { attemptStep } from './step-attempt.ts';
import { createStepContext } from './step-context.ts';
import type { OperationStepRow } from './tables.ts';

export type StepEnd = 'done' | 'failed' | 'skipped';

export type StepRun = {
  execution: Execution;
  record: OperationRecord;
  log: LogWriter;
  /** Results of the steps that are done; grows. */
  results: Record<string, Json>;
  /** See OperationEngineOptions. */
  pauseShare: number;
  /** Aborts once a step of the wave has failed: the others no longer sit their pauses out. */
  ending: AbortController;
};

const firstPauseSeconds = 1;
const longestPauseSeconds = 30;

/** Carries a step to its end, unless its row says that it has ended. Called again after a crash. */
export async function runStep(step: Step, run: StepRun): Promise<StepEnd> {
  const { execution, record, results } = run;
  const row = stepRow(record, step);
  if (row.state === 'done') {
    results[step.name] = row.result;
    return 'done';
  }
  if (row.state === 'failed') return 'failed';
  if (execution.cancel.signal.aborted) {
    return skip((values) => change(step, run, values), 'Cancelled before it began.');
  }

  // A step that is resumed gets its whole time again: the time without a process is not its fault.
  const deadline = Date.now() + step.timeoutSeconds * 1000;
  const limit = abortAt(deadline, { until: execution.park.signal });
  try {
    return await repeat(step, run, { row, deadline, limit: limit.signal });
  } finally {
    limit.clear();
  }
}

/** @throws Error where it is not planned */
export function stepRow({ steps }: OperationRecord, { name }: Step): OperationStepRow {
  const row = steps.get(name);
  if (row === undefined) throw new Error(`There is no row of the step '${name}'.`);
  return row;
}

async function repeat(
  step: Step,
  run: StepRun,
  { row, deadline, limit }: { row: OperationStepRow; deadline: number; limit: AbortSignal },
): Promise<StepEnd> {
  const { execution, ending, pauseShare } = run;
  const cancel = execution.cancel.signal;
  const signal = AbortSignal.any([cancel, limit, execution.park.signal]);
  const nap = async (seconds: number, sooner?: Promise<void>) => {
    const over = new AbortController();
    void sooner?.then(() => over.abort());
    const moment = Date.now() + seconds * 1000 * pauseShare;
    await pauseUntil(moment, AbortSignal.any([signal, ending.signal, over.signal]));
  };
  let { attempts } = row;
  let pause = firstPauseSeconds;
  /** What it ended with last, for the message when it runs out of time. */
  let reason: string | undefined;
  let failure: TuskarError | undefined;
  const written = onlyNews((values) => change(step, run, values));

  for (let looksAgain = false; ;) {
    const progress = createProgress(written);
    if (!looksAgain) {
      attempts += 1;
      const started_at = row.started_at ?? (row.started_at = new Date());
      const begun = { state: 'running' as const, attempts, started_at, deadline_at: new Date(deadline) };
      // What is not known to have begun would not be undone.
      if ('undo' in step) await written(begun);
      else progress.set(begun);
    }
    const context = createStepContext(step, { ...run, signal, progress });
    const attempt = await attemptStep(step, context, { execution, deadline });
    const unwritten = await progress.settle();
    const write: Write = (values) => written({ ...unwritten, ...values });

    if (attempt.ended === 'done') return done(step, run, { write, result: attempt.result });
    if (attempt.ended === 'error' && !attempt.error.retryable)
      return fail(step, run, { write, error: attempt.error });
    if (attempt.ended === 'waiting') {
      looksAgain = true;
      failure = undefined;
      reason = `It waited for: ${attempt.for}.`;
      await write({ state: 'waiting', waiting_for: storableText(attempt.for) });
      await nap(attempt.pollSeconds, attempt.sooner);
    } else if (attempt.ended === 'error') {
      looksAgain = false;
      failure = attempt.error;
      reason = failure.message;
      context.log(`${failure.message} Next try in ${pause} s.`, { level: 'warn' });
      await write({ message: storableText(failure.message), waiting_for: `the next try, in ${pause} s` });
      await nap(pause);
      pause = Math.min(pause * 2, longestPauseSeconds);
    } else {
      reason ??= attempt.error.message;
    }

    if (execution.park.signal.aborted) return parked();
    if (limit.aborted) return fail(step, run, { write, error: failure ?? timedOut(step, reason) });
    if (cancel.aborted) return skip(write, 'Cancelled while it ran.');
    if (ending.signal.aborted) {
      return failure === undefined
        ? skip(write, 'Ended, since another step of its wave failed.')
        : fail(step, run, { write, error: failure });
    }
  }
}

type Write = (values: StepChange) => Promise<void>;

async function done(
  step: Step,
  run: StepRun,
  { write, result }: { write: Write; result: Json },
): Promise<StepEnd> {
  await write({
    state: 'done',
    result: result ?? null,
    waiting_for: null,
    ended_at: new Date(),
  });
  run.results[step.name] = result;
  return 'done';
}

async function skip(write: Write, message: string): Promise<StepEnd> {
  await write({ state: 'skipped', message, waiting_for: null, ended_at: new Date() });
  return 'skipped';
}

async function fail(
  step: Step,
  run: StepRun,
  { write, error }: { write: Write; error: TuskarError },
): Promise<StepEnd> {
  run.execution.log.warn({ err: error, step: step.name }, 'a step failed');
  const problem = problemOf(error);
  const place = { step: step.name, ...(step.host === undefined ? {} : { host: step.host }) };
  await write({
    state: 'failed',
    error: { ...problem, context: { ...place, ...problem.context } },
    waiting_for: null,
    ended_at: new Date(),
  });
  run.ending.abort();
  return 'failed';
}

function timedOut(step: Step, reason: string | undefined): TuskarError {
  const place = step.host === undefined ? '' : ` on ${step.host}`;
  return new TuskarError(
    'step-timed-out',
    `The step '${step.title}'${place} did not end within ${step.timeoutSeconds} s.` +
      (reason === undefined ? '' : ` ${reason}`),
    { context: { timeoutSeconds: step.timeoutSeconds } },
  );
}

/** A step that waits for hours looks every few seconds, and seldom has anything to say that its row does not say. */
function onlyNews(write: Write): Write {
  const written = new Map<string, unknown>();
  return async (values) => {
    const news = Object.entries(values).filter(([key, value]) => written.get(key) !== value);
    if (news.length === 0) return;
    await write(Object.fromEntries(news));
    for (const [key, value] of news) written.set(key, value);
  };
}

function change(step: Step, run: StepRun, values: StepChange): Promise<void> {
  return persist(run.execution, () => run.record.changeStep(step.name, values));
}
