import { sql } from 'kysely';
import type { Wave } from './definition.ts';
import type { OperationRow } from './tables.ts';

/** A row for each step of a plan, numbered through all waves. */
export function planRows(operationId: string, waves: Wave[]) {
  let position = 0;
  return waves.flatMap(({ steps }, wave) =>
    steps.map(({ name, title, host }) => ({
      operation_id: operationId,
      name,
      title,
      host: host ?? null,
      wave,
      position: position++,
    })),
  );
}

/** The columns of an operation that follow from its steps, for an UPDATE of it. */
export function countSteps() {
  const steps = (what: string) =>
    sql.raw<number>(`(SELECT ${what} FROM operation_step WHERE operation_step.operation_id = operation.id)`);
  return {
    steps_total: steps('count(*)::int'),
    steps_done: steps("(count(*) FILTER (WHERE state = 'done'))::int"),
    waiting_for: sql<string | null>`(
      SELECT waiting_for FROM operation_step
      WHERE operation_id = operation.id AND waiting_for IS NOT NULL AND ended_at IS NULL
      ORDER BY position LIMIT 1)`,
    state: sql<OperationRow['state']>`CASE
      WHEN state NOT IN ('running', 'waiting') THEN state
      WHEN EXISTS (SELECT FROM operation_step WHERE operation_id = operation.id AND state = 'running') THEN 'running'
      WHEN EXISTS (SELECT FROM operation_step WHERE operation_id = operation.id AND state = 'waiting') THEN 'waiting'
      ELSE 'running' END`,
  };
}
