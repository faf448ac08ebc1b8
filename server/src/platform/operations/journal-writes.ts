import { sql } from 'kysely';
import type { DbTransaction } from '../database/connect.ts';
import type { EventBus, NewEvent } from '../events/event-bus.ts';
import { jsonText } from '../json.ts';
import { operationChanged, stepChanged } from './changes.ts';
import { countSteps } from './step-rows.ts';
import type { OperationRow, OperationStepRow } from './tables.ts';

/** What can change of a step while it is carried out. */
export type StepChange = Partial<
  Pick<
    OperationStepRow,
    | 'state'
    | 'attempts'
    | 'message'
    | 'waiting_for'
    | 'error'
    | 'result'
    | 'started_at'
    | 'ended_at'
    | 'deadline_at'
  >
>;

export type LogEntry = {
  at: Date;
  step: string | null;
  host: string | null;
  level: 'info' | 'warn' | 'error';
  line: string;
};

/** The operation, and what it was claimed with: whoever has another fence writes nothing. */
export type Held = Pick<OperationRow, 'id' | 'fence'>;

export type ChangedStep = Held & { step: string; change: StepChange };
export type LogLines = Held & { lines: LogEntry[] };

type Locked = Map<string, Pick<OperationRow, 'id' | 'fence' | 'log_lines'>>;

/** Locks the rows of operations for the rest of the transaction. Whoever has not the fence that is there now is not in it. */
export async function lockHeld(
  tx: DbTransaction,
  held: Held[],
): Promise<{ locked: Locked; isHeld: (one: Held) => boolean }> {
  const rows = await tx
    .selectFrom('operation')
    .select(['id', 'fence', 'log_lines'])
    .where('id', 'in', [...new Set(held.map(({ id }) => id))])
    // In one order everywhere, so that two transactions cannot wait for each other.
    .orderBy('id')
    .forUpdate()
    .execute();
  const locked = new Map(rows.map((row) => [row.id, row]));
  return { locked, isHeld: ({ id, fence }) => fence !== null && locked.get(id)?.fence === fence };
}

/** Writes what is held, and tells of it; the rest is left out. Gives the steps as they are now, by `stepKey`. */
export async function writeEntries(
  tx: DbTransaction,
  events: EventBus,
  entries: (ChangedStep | LogLines)[],
): Promise<{ isHeld: (one: Held) => boolean; steps: Map<string, OperationStepRow> }> {
  const { locked, isHeld } = await lockHeld(tx, entries);
  const held = entries.filter(isHeld);
  const changes = held.filter((entry) => 'step' in entry);
  const steps = await writeSteps(tx, changes);
  const told = [
    ...steps.map(stepChanged),
    ...(await recount(tx, changes)),
    ...(await writeLogs(
      tx,
      held.filter((entry) => 'lines' in entry),
      locked,
    )),
  ];
  await events.append(tx, ...told);
  return { isHeld, steps: new Map(steps.map((row) => [stepKey(row.operation_id, row.name), row])) };
}

export function stepKey(operation: string, step: string): string {
  return `${operation} ${step}`;
}

async function writeSteps(tx: DbTransaction, changes: ChangedStep[]): Promise<OperationStepRow[]> {
  if (changes.length === 0) return [];
  const merged = new Map<string, { id: string; name: string; change: StepChange }>();
  for (const { id, step: name, change } of changes) {
    const key = stepKey(id, name);
    merged.set(key, { id, name, change: { ...merged.get(key)?.change, ...change } });
  }
  // Only what is named in a change replaces what the row has.
  const { rows } = await sql<OperationStepRow>`
    UPDATE operation_step AS step
    SET (state, attempts, message, waiting_for, error, result, started_at, ended_at, deadline_at) = (
      SELECT state, attempts, message, waiting_for, error, result, started_at, ended_at, deadline_at
      FROM jsonb_populate_record(step, given.change))
    FROM jsonb_to_recordset(${jsonText([...merged.values()])}::jsonb) AS given (id text, name text, change jsonb)
    WHERE step.operation_id = given.id AND step.name = given.name
    RETURNING step.*`.execute(tx);
  return rows;
}

/** Most changes of a step change nothing that its operation itself shows. */
async function recount(tx: DbTransaction, changes: ChangedStep[]): Promise<NewEvent[]> {
  const shown = changes.filter(
    ({ change }) => change.state !== undefined || change.waiting_for !== undefined,
  );
  const ids = [...new Set(shown.map(({ id }) => id))];
  if (ids.length === 0) return [];
  const counts = countSteps();
  const rows = await tx
    .updateTable('operation')
    .set(counts)
    .where('id', 'in', ids)
    .where(
      sql<boolean>`(steps_done, waiting_for, state)
        IS DISTINCT FROM (${counts.steps_done}, ${counts.waiting_for}, ${counts.state})`,
    )
    .returningAll()
    .execute();
  return rows.map(operationChanged);
}

/** Each line with its number in the log of its operation. */
async function writeLogs(tx: DbTransaction, entries: LogLines[], locked: Locked): Promise<NewEvent[]> {
  const told: NewEvent[] = [];
  const rows = entries.flatMap((entry) => {
    const operation = locked.get(entry.id);
    if (operation === undefined) return [];
    const lines = entry.lines.map((line) => ({ seq: ++operation.log_lines, ...line }));
    told.push({
      type: 'operation.log',
      subject: { type: 'operation', name: entry.id },
      data: {
        operation: entry.id,
        lines: lines.map(({ at, ...line }) => ({ ...line, at: at.toISOString() })),
      },
    });
    return lines.map((line) => ({ operation_id: entry.id, ...line }));
  });
  if (rows.length === 0) return told;
  await sql`
    INSERT INTO operation_log (operation_id, seq, at, step, host, level, line)
    SELECT operation_id, seq, at, step, host, level, line
    FROM jsonb_populate_recordset(NULL::operation_log, ${jsonText(rows)}::jsonb)`.execute(tx);
  const counts = new Map(rows.map(({ operation_id: id, seq }) => [id, { id, seq }]));
  await sql`
    UPDATE operation SET log_lines = given.seq
    FROM jsonb_to_recordset(${jsonText([...counts.values()])}::jsonb) AS given (id text, seq integer)
    WHERE operation.id = given.id`.execute(tx);
  return told;
}
