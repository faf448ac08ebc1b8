import { isTuskarError, type TuskarError } from '@tuskar/contract/error.ts';
import type { Problem } from '@tuskar/contract/problem.ts';
import { sql, type UpdateObject } from 'kysely';
import type { Db, DbTransaction } from '../database/connect.ts';
import type { Tables } from '../database/tables.ts';
import type { EventBus, NewEvent } from '../events/event-bus.ts';
import { type Json, jsonText } from '../json.ts';
import { appendOperationChanged, operationChanged } from './changes.ts';
import type { OperationDefinition, OperationEnd, Wave } from './definition.ts';
import { FencedError } from './execution.ts';
import { releaseSubjects } from './locks.ts';
import { submitIn } from './requests.ts';
import { createStepChanges, type StepChange } from './step-changes.ts';
import { countSteps, planRows } from './step-rows.ts';
import type { OperationRow, OperationStepRow } from './tables.ts';

/**
 * The writes of one execution of an operation. Each is one transaction that first locks the operation's row and
 * compares the fence, so that a process that was taken over writes nothing. Error: FencedError.
 */
export type OperationRecord = {
  operation: OperationRow;
  plan: (waves: Wave[]) => Promise<void>;
  steps: () => Promise<OperationStepRow[]>;
  step: (name: string) => Promise<OperationStepRow>;
  changeStep: (name: string, change: StepChange) => Promise<void>;
  appendLog: (lines: LogEntry[]) => Promise<void>;
  end: (ending: Ending) => Promise<void>;
  /** Puts it back into the queue, for a worker that can go on with it. */
  handBack: (waitingFor: string | null) => Promise<void>;
};

export type LogEntry = {
  at: Date;
  step: string | null;
  host: string | null;
  level: 'info' | 'warn' | 'error';
  line: string;
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

type Deps = { db: Db; events: EventBus; executor: string };

/** Makes this process the one that carries it out. Undefined where it has ended or is not there any more. */
export async function openRecord(deps: Deps, id: string): Promise<OperationRecord | undefined> {
  const { db, executor } = deps;
  // No event of its own: the plan follows at once.
  const operation = await db
    .updateTable('operation')
    .set((is) => ({
      fence: sql<string>`gen_random_uuid()`,
      executor,
      state: sql<OperationRow['state']>`CASE WHEN state = 'cancelling' THEN state ELSE 'running' END`,
      started_at: is.fn.coalesce('started_at', sql<Date>`now()`),
      waiting_for: null,
    }))
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .returningAll()
    .executeTakeFirst();
  return operation === undefined ? undefined : recordOf(deps, operation);
}

function recordOf({ db, events }: Deps, operation: OperationRow): OperationRecord {
  const { id, fence } = operation;

  const fenced = <Result>(write: (tx: DbTransaction) => Promise<Result>): Promise<Result> =>
    db.transaction().execute(async (tx) => {
      const held = await tx
        .selectFrom('operation')
        .select('id')
        .where('id', '=', id)
        .where('fence', '=', fence)
        .forUpdate()
        .executeTakeFirst();
      if (held === undefined) throw new FencedError(`Another process carries the operation ${id} out.`);
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

  /** Most changes of a step change nothing that the operation itself shows. */
  const recount = async (tx: DbTransaction): Promise<NewEvent[]> => {
    const counts = countSteps(id);
    const row = await tx
      .updateTable('operation')
      .set(counts)
      .where('id', '=', id)
      .where(
        sql<boolean>`(steps_done, waiting_for, state)
          IS DISTINCT FROM (${counts.steps_done}, ${counts.waiting_for}, ${counts.state})`,
      )
      .returningAll()
      .executeTakeFirst();
    return row === undefined ? [] : [operationChanged(row)];
  };

  return {
    operation,
    plan: (waves) =>
      fenced(async (tx) => {
        const rows = planRows(id, waves);
        await tx
          .deleteFrom('operation_step')
          .where('operation_id', '=', id)
          .where('state', 'in', ['pending', 'skipped', 'failed', 'running', 'waiting'])
          .where('name', 'not in', rows.length === 0 ? [''] : rows.map(({ name }) => name))
          .execute();
        // A statement has at most 65,535 parameters.
        for (let from = 0; from < rows.length; from += 1000) {
          await tx
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
            .execute();
        }
        await changeOperation(tx, countSteps(id));
      }),
    steps: () =>
      db
        .selectFrom('operation_step')
        .selectAll()
        .where('operation_id', '=', id)
        .orderBy('position')
        .execute(),
    step: (name) =>
      db
        .selectFrom('operation_step')
        .selectAll()
        .where('operation_id', '=', id)
        .where('name', '=', name)
        .executeTakeFirstOrThrow(),
    changeStep: createStepChanges({ operationId: id, events, transact: fenced, recount }),
    appendLog: (lines) =>
      fenced(async (tx) => {
        const { log_lines } = await tx
          .updateTable('operation')
          .set({ log_lines: sql<number>`log_lines + ${lines.length}` })
          .where('id', '=', id)
          .returning('log_lines')
          .executeTakeFirstOrThrow();
        const first = log_lines - lines.length + 1;
        const numbered = lines.map((line, index) => ({ seq: first + index, ...line }));
        await tx
          .insertInto('operation_log')
          .values(numbered.map((line) => ({ operation_id: id, ...line })))
          .execute();
        await events.append(tx, {
          type: 'operation.log',
          subject: { type: 'operation', name: id },
          data: {
            operation: id,
            lines: numbered.map(({ at, ...line }) => ({ ...line, at: at.toISOString() })),
          },
        });
      }),
    end: ({ end, error, nextAction, result, next }) =>
      fenced(async (tx) => {
        await changeOperation(tx, {
          ...countSteps(id),
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
        await sql`SELECT pg_notify('tuskar_operation', '')`.execute(tx);
      }),
    handBack: (waitingFor) =>
      fenced((tx) =>
        changeOperation(tx, {
          state: sql`CASE WHEN state = 'cancelling' THEN state ELSE 'queued' END`,
          workflow_id: null,
          executor: null,
          fence: null,
          waiting_for: waitingFor,
        }),
      ),
  };
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
