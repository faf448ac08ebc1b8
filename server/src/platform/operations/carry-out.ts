import { TuskarError } from '@tuskar/contract/error.ts';
import { type Problem, problemOf } from '@tuskar/contract/problem.ts';
import type { Db } from '../database/connect.ts';
import type { EventBus } from '../events/event-bus.ts';
import type { Json } from '../json.ts';
import type { OperationDefinition, OperationEnd, Wave } from './definition.ts';
import { type DurableWorkflows, PlanChangedError } from './durable.ts';
import { endOperation } from './end.ts';
import { type Execution, FencedError, parked } from './execution.ts';
import { createLogWriter } from './log-writer.ts';
import { isConnectionFault, persist } from './persist.ts';
import { openRecord, type OperationRecord } from './record.ts';
import { runStep, type StepEnd, type StepRun } from './step-runner.ts';
import { undoStep } from './undo.ts';

export type CarryOutOptions = {
  db: Db;
  events: EventBus;
  executor: string;
  durable: DurableWorkflows;
  find: (kind: string) => OperationDefinition | undefined;
};

/**
 * The body of every workflow: an operation from its first open step to its end. After a crash it is called again,
 * in whichever process took the work over; what decides its path is recorded, so that the replay takes the same.
 */
export async function carryOut(options: CarryOutOptions, execution: Execution): Promise<void> {
  const { db, events, executor, durable } = options;
  const record = await persist(execution, () => openRecord({ db, events, executor }, execution.operationId));
  if (record === undefined) return;
  const { operation } = record;
  if (operation.state === 'cancelling') execution.cancel.abort();

  const definition = options.find(operation.kind);
  if (definition === undefined) {
    await persist(execution, () => record.handBack(`a worker that knows '${operation.kind}'`));
    return;
  }
  const run = await openRun(execution, record);
  try {
    const { end, error } = await walk(definition, run, durable);
    await durable.step('end', async () => {
      await run.log.flush();
      await endOperation({
        definition,
        find: options.find,
        execution,
        record,
        end,
        error,
        results: run.results,
      });
      return end;
    });
  } catch (error) {
    if (execution.park.signal.aborted || error instanceof FencedError) return parked();
    // A plan that changed was begun by another version; a fault of the database says nothing of the work. What is
    // done stays done, and a new run goes on from there.
    if (error instanceof PlanChangedError || isConnectionFault(error)) {
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

async function openRun(execution: Execution, record: OperationRecord): Promise<StepRun> {
  const results: Record<string, Json> = {};
  for (const row of await persist(execution, () => record.steps())) {
    if (row.state === 'done') results[row.name] = row.result;
  }
  const log = createLogWriter({ record, write: (work) => persist(execution, work) });
  return { execution, record, log, results, ending: new AbortController() };
}

async function walk(
  definition: OperationDefinition,
  run: StepRun,
  durable: DurableWorkflows,
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

  let end: OperationEnd = 'succeeded';
  for (const wave of waves) {
    const ends = await runWave(wave, run, durable);
    if (ends.includes('failed')) end = 'failed';
    else if (ends.includes('skipped')) end = 'cancelled';
    if (end !== 'succeeded') break;
  }
  const { undoOnFailure } = definition;
  if (end !== 'succeeded' && undoOnFailure !== undefined) {
    for (const step of waves.flatMap(({ steps }) => steps).toReversed()) {
      await durable.step(`undo ${step.name}`, () => undoStep(step, run, undoOnFailure));
    }
  }
  return { end };
}

/** All steps are begun in the order of the plan before the first is awaited: the journal counts them so. */
async function runWave(wave: Wave, run: StepRun, durable: DurableWorkflows): Promise<StepEnd[]> {
  const settled = await Promise.allSettled(
    wave.steps.map((step) => durable.step(step.name, () => runStep(step, run))),
  );
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
