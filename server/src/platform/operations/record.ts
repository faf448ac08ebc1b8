import { isTuskarError, type TuskarError } from '@tuskar/contract/error.ts';
import type { Problem } from '@tuskar/contract/problem.ts';
import { sql, type UpdateObject } from 'kysely';
import type { Db, DbTransaction } from '../database/connect.ts';
import type { Tables } from '../database/tables.ts';
import type { EventBus } from '../events/event-bus.ts';
import { type Json, jsonText } from '../json.ts';
import { appendOperationChanged } from './changes.ts';
import type { OperationDefinition, OperationEnd, Wave } from './definition.ts';
import { FencedError } from './execution.ts';
import type { Journal } from './journal.ts';
import { type LogEntry, lockHeld, type StepChange } from './journal-writes.ts';
import { releaseSubjects, wakeWorkers } from './locks.ts';
import { submitIn } from './requests.ts';
import { countSteps, planRows } from './step-rows.ts';
import type { OperationRow, OperationStepRow } from './tables.ts';

/**
 * One execution of an operation: what it is, its steps as they are now, and its writes. Each first locks the operation's row
 * and compares the fence that it was claimed with, so that a process that was taken over writes nothing. Error: FencedError.
 */
export type OperationRecord = {
  operation: OperationRow;
  /** By name, once it is planned. Nobody else writes them. */
  steps: ReadonlyMap<string, OperationStepRow>;
  plan: (waves: Wave[]) => Promise<void>;
  changeStep: (name: string, change: StepChange) => Promise<void>;
  appendLog: (lines: LogEntry[]) => Promise<void>;
  end: (ending: Ending) => Promise<void>;
  /** Puts it back into the queue, for a worker that can go on with it. */
  handBack: (waitingFor: string | null) => Promise<void>;
};

export type Ending = {
  end: OperationEnd;
  error?: Problem | undefined;
  nextAction?: string | undefined;
  result?: Json;
  next?: Following | undefined;
};

/** The operation that follows one that has succeeded. */
export type Following = {
  definition: OperationDefinition;
  input: Json;
  /** Called where it cannot be submitted, because another operation holds what it needs. */
  refused: (error: TuskarError) => void;
};

type Deps = { db: Db; events: EventBus; journal: Journal };

/** Of an operation that this process has just claimed. */
export function createRecord({ db, events, journal }: Deps, operation: OperationRow): OperationRecord {
  const { id } = operation;
  const steps = new Map<string, OperationStepRow>();

  const fenced = <Result>(write: (tx: DbTransaction) => Promise<Result>): Promise<Result> =>
    db.transaction().execute(async (tx) => {
      const { isHeld } = await lockHeld(tx, [operation]);
      if (!isHeld(operation)) throw new FencedError(id);
      return write(tx);
    });

  const changeOperation = async (
    tx: DbTransaction,
    change: UpdateObject<Tables, 'operation'>,
  ): Promise<void> => {
    const row = await tx
      .updateTable('operation')
      .set(change)
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow();
    await appendOperationChanged(tx, events, row);
  };

  return {
    operation,
    steps,
    plan: (waves) =>
      fenced(async (tx) => {
        const planned = await writePlan(tx, operation, waves);
        for (const row of planned) steps.set(row.name, row);
        await changeOperation(tx, countSteps());
      }),
    changeStep: async (name, change) => {
      steps.set(name, await journal.changeStep(operation, name, change));
    },
    appendLog: (lines) => journal.appendLog(operation, lines),
    end: ({ end, error, nextAction, result, next }) =>
      fenced(async (tx) => {
        await changeOperation(tx, {
          ...countSteps(),
          state: end,
          error: error === undefined ? null : jsonText(error),
          next_action: nextAction ?? null,
          result: result === undefined ? null : jsonText(result),
          waiting_for: null,
          executor: null,
          ended_at: sql<Date>`now()`,
        });
        await releaseSubjects(tx, id);
        if (next !== undefined) await follow(tx, events, { operation, next });
        // A place in its queue is free.
        await wakeWorkers(tx);
      }),
    handBack: (waitingFor) =>
      fenced((tx) =>
        changeOperation(tx, {
          state: sql`CASE WHEN state = 'cancelling' THEN state ELSE 'queued' END`,
          executor: null,
          fence: null,
          waiting_for: waitingFor,
        }),
      ),
  };
}

/** Steps that are done stay done, whatever the plan was under which they were; the rest goes by this one. */
async function writePlan(
  tx: DbTransaction,
  { id, run }: OperationRow,
  waves: Wave[],
): Promise<OperationStepRow[]> {
  const rows = planRows(id, waves);
  if (run > 1) {
    await tx
      .deleteFrom('operation_step')
      .where('operation_id', '=', id)
      .where('state', 'in', ['pending', 'skipped', 'failed', 'running', 'waiting'])
      .where('name', 'not in', rows.length === 0 ? [''] : rows.map(({ name }) => name))
      .execute();
  }
  const planned: OperationStepRow[] = [];
  // A statement has at most 65,535 parameters.
  for (let from = 0; from < rows.length; from += 1000) {
    const page = await tx
      .insertInto('operation_step')
      .values(rows.slice(from, from + 1000))
      .onConflict((conflict) =>
        conflict.columns(['operation_id', 'name']).doUpdateSet((is) => ({
          position: is.ref('excluded.position'),
          wave: is.ref('excluded.wave'),
          title: is.ref('excluded.title'),
          host: is.ref('excluded.host'),
        })),
      )
      .returningAll()
      .execute();
    planned.push(...page);
  }
  return planned;
}

/** In the transaction of the end, so that nobody comes between. */
async function follow(
  tx: DbTransaction,
  events: EventBus,
  { operation, next }: { operation: OperationRow; next: Following },
): Promise<void> {
  const { definition, input, refused } = next;
  const submission = { kind: definition.kind, input, requestedBy: operation.requested_by };
  await sql`SAVEPOINT following`.execute(tx);
  try {
    await submitIn(tx, events, { definition, submission });
  } catch (error) {
    if (!isTuskarError(error)) throw error;
    await sql`ROLLBACK TO SAVEPOINT following`.execute(tx);
    refused(error);
  }
}
