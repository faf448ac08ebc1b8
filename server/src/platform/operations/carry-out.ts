import { TuskarError } from '@tuskar/contract/error.ts';
import { type Problem, problemOf } from '@tuskar/contract/problem.ts';
import type { Db } from '../database/connect.ts';
import type { EventBus } from '../events/event-bus.ts';
import type { OperationDefinition, OperationEnd, Wave } from './definition.ts';
import { endOperation } from './end.ts';
import { type Execution, FencedError, parked } from './execution.ts';
import { createLogWriter } from './log-writer.ts';
import { isConnectionFault, persist } from './persist.ts';
import type { Journal } from './journal.ts';
import { createRecord, type OperationRecord } from './record.ts';
import type { OperationRow } from './tables.ts';
import { runStep, type StepEnd, type StepRun } from './step-runner.ts';
import { undoStep } from './undo.ts';

export type CarryOutOptions = {
  db: Db;
  events: EventBus;
  journal: Journal;
  find: (kind: string) => OperationDefinition | undefined;
  pauseShare: number;
};

/** An operation that has taken this many processes with it, of each attempt, is given up. */
const mostRuns = 50;

/**
 * An operation that was claimed, from its first open step to its end. After a crash it is claimed again, in whichever process
 * took the work over; what is done says its row, so that it goes on from there, also by the plan of another version.
 * Never settles where the execution is parked: the work goes on elsewhere.
 */
export async function carryOut(
  options: CarryOutOptions,
  execution: Execution,
  operation: OperationRow,
): Promise<void> {
  const record = createRecord(options, operation);
  if (operation.state === 'cancelling') execution.cancel.abort();

  const definition = options.find(operation.kind);
  if (definition === undefined) {
    await persist(execution, () => record.handBack(`a worker that knows '${operation.kind}'`));
    return;
  }
  const log = createLogWriter({ record, write: (work) => persist(execution, work) });
  const { pauseShare } = options;
  const run: StepRun = { execution, record, log, results: {}, pauseShare, ending: new AbortController() };
  try {
    if (operation.run > mostRuns * operation.attempt) throw new Error(`It was begun ${operation.run} times.`);
    const { end, error } = await walk(definition, run);
    await log.flush();
    await endOperation({ definition, find: options.find, run, end, error });
  } catch (error) {
    if (execution.park.signal.aborted || error instanceof FencedError) return parked();
    // A fault of the database says nothing of the work. What is done stays done, and a new run goes on from there.
    if (isConnectionFault(error)) {
      execution.log.warn({ err: error }, 'this run of the operation cannot go on; beginning a new one');
      await persist(execution, () => record.handBack(null));
      return;
    }
    // A fault of ours. Better an operation that says so than one that holds its subject for ever.
    execution.log.error({ err: error }, 'an operation failed in the engine');
    const problem = problemOf(
      new TuskarError('internal-error', `'${operation.title}' failed inside Tuskar.`),
    );
    await persist(execution, () => record.end({ end: 'failed', error: problem, nextAction: problem.remedy }));
  }
}

async function walk(
  definition: OperationDefinition,
  run: StepRun,
): Promise<{ end: OperationEnd; error?: Problem }> {
  const { execution, record } = run;
  let waves: Wave[];
  try {
    waves = await definition.plan(record.operation.input);
    assertUniqueNames(waves);
  } catch (error) {
    execution.log.error({ err: error }, 'an operation could not be planned');
    return { end: 'failed', error: problemOf(planError(record, error)) };
  }
  await persist(execution, () => record.plan(waves));
  for (const row of record.steps.values()) {
    if (row.state === 'done') run.results[row.name] = row.result;
  }

  let end: OperationEnd = 'succeeded';
  for (const wave of waves) {
    const ends = await runWave(wave, run);
    if (ends.includes('failed')) end = 'failed';
    else if (ends.includes('skipped')) end = 'cancelled';
    if (end !== 'succeeded') break;
  }
  const { undoOnFailure } = definition;
  if (end !== 'succeeded' && undoOnFailure !== undefined) {
    for (const step of waves.flatMap(({ steps }) => steps).toReversed()) {
      await undoStep(step, run, undoOnFailure);
    }
  }
  return { end };
}

async function runWave(wave: Wave, run: StepRun): Promise<StepEnd[]> {
  const settled = await Promise.allSettled(wave.steps.map((step) => runStep(step, run)));
  return settled.map((result) => {
    if (result.status === 'rejected') throw result.reason;
    return result.value;
  });
}

function assertUniqueNames(waves: Wave[]): void {
  const seen = new Set<string>();
  for (const { name } of waves.flatMap(({ steps }) => steps)) {
    if (seen.has(name)) throw new Error(`Two steps have the name '${name}'.`);
    seen.add(name);
  }
}

function planError({ operation }: OperationRecord, error: unknown): TuskarError {
  if (error instanceof TuskarError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new TuskarError('internal-error', `'${operation.title}' could not be planned: ${message}`, {
    cause: error,
  });
}
