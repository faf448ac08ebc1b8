import type { Cloud, Verification, VerificationCheck } from '@tuskar/contract/cloud.ts';
import type { Db } from '../platform/database/connect.ts';

export type NewVerification = {
  id: string;
  cloud: string;
  suite: Verification['suite'];
  operation: string;
};

/** Begins a verification, or the one of that id again: what it found before is forgotten. */
export async function beginVerification(db: Db, verification: NewVerification): Promise<void> {
  const begun = { state: 'running' as const, started_at: new Date(), ended_at: null };
  await db
    .insertInto('verification')
    .values({ ...verification, ...begun })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(begun))
    .execute();
  await db.deleteFrom('verification_check').where('verification', '=', verification.id).execute();
}

export async function recordCheck(db: Db, verification: string, check: VerificationCheck): Promise<void> {
  const { title, state, seconds, output } = check;
  await db
    .insertInto('verification_check')
    .values({ verification, ...check })
    .onConflict((conflict) =>
      conflict.columns(['verification', 'name']).doUpdateSet({ title, state, seconds, output }),
    )
    .execute();
}

export async function endVerification(db: Db, id: string, state: 'passed' | 'failed'): Promise<void> {
  await db
    .updateTable('verification')
    .set({ state, ended_at: new Date() })
    .where('id', '=', id)
    .where('state', '=', 'running')
    .execute();
}

export async function checksOf(db: Db, ids: string[]): Promise<Map<string, VerificationCheck[]>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('verification_check')
    .select(['verification', 'name', 'title', 'state', 'seconds', 'output'])
    .where('verification', 'in', ids)
    .orderBy('position')
    .execute();
  const byId = Map.groupBy(rows, (row) => row.verification);
  return new Map(
    Array.from(byId, ([id, list]) => [id, list.map(({ verification: _id, ...check }) => check)]),
  );
}

/** Newest first. */
export async function listVerifications(db: Db, cloud: string): Promise<Verification[]> {
  const rows = await db
    .selectFrom('verification')
    .selectAll()
    .where('cloud', '=', cloud)
    .orderBy('started_at', 'desc')
    .limit(100)
    .execute();
  const checks = await checksOf(
    db,
    rows.map((row) => row.id),
  );
  return rows.map((row) => {
    const own = checks.get(row.id) ?? [];
    const count = (state: VerificationCheck['state']) => own.filter((check) => check.state === state).length;
    return {
      id: row.id,
      cloud: row.cloud,
      suite: row.suite,
      state: row.state,
      operation: row.operation,
      startedAt: row.started_at.toISOString(),
      endedAt: row.ended_at?.toISOString() ?? null,
      passed: count('passed'),
      failed: count('failed'),
      skipped: count('skipped'),
      checks: own,
    };
  });
}

export async function lastVerification(db: Db, cloud: string): Promise<Cloud['lastVerification']> {
  const row = await db
    .selectFrom('verification')
    .select(['id', 'state', 'started_at', 'ended_at'])
    .where('cloud', '=', cloud)
    .orderBy('started_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined
    ? null
    : { id: row.id, state: row.state, at: (row.ended_at ?? row.started_at).toISOString() };
}
