import type { TuskarError } from '@tuskar/contract/error.ts';
import type { Problem } from '@tuskar/contract/problem.ts';
import type { Json } from '../json.ts';
import type { OperationDefinition, OperationEnd } from './definition.ts';
import { type Execution, parked } from './execution.ts';
import { pauseUntil } from './pause.ts';
import { persist } from './persist.ts';
import type { Following, OperationRecord } from './record.ts';
import type { StepRun } from './step-runner.ts';

const pauseSeconds = [1, 2, 5, 10];

/**
 * Tells the room how its operation ended, then records it. In this order, so that the subject has its new state
 * before its lock is released and before anybody sees the end.
 */
export async function endOperation({
  definition,
  find,
  run,
  end,
  error,
}: {
  definition: OperationDefinition;
  find: (kind: string) => OperationDefinition | undefined;
  run: Pick<StepRun, 'execution' | 'record' | 'results'>;
  end: OperationEnd;
  /** Where no step failed but the operation did. */
  error?: Problem | undefined;
}): Promise<void> {
  const { execution, record, results } = run;
  const { operation } = record;
  await callEnded(definition, execution, record, end);
  const problem = error ?? firstError(record);
  const nextAction =
    end === 'failed' ? (definition.nextAction?.(operation.input) ?? problem?.remedy) : undefined;
  await persist(execution, () =>
    record.end({
      end,
      error: end === 'failed' ? problem : undefined,
      nextAction,
      result: end === 'succeeded' ? resultOf(definition, execution, results) : undefined,
      next: end === 'succeeded' ? followingOf(definition, { find, execution, record }) : undefined,
    }),
  );
}

function firstError({ steps }: OperationRecord): Problem | undefined {
  const failed = [...steps.values()]
    .toSorted((a, b) => a.position - b.position)
    .find(({ state, error }) => state !== 'done' && error !== null);
  return failed?.error ?? undefined;
}

/** The work is done, so a fault here must not make it fail. */
function resultOf(
  definition: OperationDefinition,
  execution: Execution,
  results: Readonly<Record<string, Json>>,
): Json {
  try {
    return definition.result?.(results);
  } catch (error) {
    execution.log.error({ err: error }, 'the result of an operation could not be made');
    return undefined;
  }
}

function followingOf(
  definition: OperationDefinition,
  {
    find,
    execution,
    record,
  }: {
    find: (kind: string) => OperationDefinition | undefined;
    execution: Execution;
    record: OperationRecord;
  },
): Following | undefined {
  const next = definition.next?.(record.operation.input);
  if (next === undefined) return undefined;
  const following = find(next.kind);
  const refused = (error?: TuskarError) =>
    execution.log.warn({ err: error, next: next.kind }, 'what follows an operation could not be submitted');
  if (following === undefined) {
    refused();
    return undefined;
  }
  return { definition: following, input: next.input, refused };
}

async function callEnded(
  definition: OperationDefinition,
  execution: Execution,
  { operation }: OperationRecord,
  end: OperationEnd,
): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      await definition.ended?.(operation.input, end, { id: operation.id });
      return;
    } catch (error) {
      if (execution.park.signal.aborted) return parked();
      const seconds = pauseSeconds[attempt];
      execution.log.error({ err: error }, 'the room could not be told that its operation ended');
      // Better an operation that ends than one that holds its subject for ever.
      if (seconds === undefined) return;
      await pauseUntil(Date.now() + seconds * 1000, execution.park.signal);
      if (execution.park.signal.aborted) return parked();
    }
  }
}
