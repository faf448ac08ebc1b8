import { sql } from 'kysely';
import type { Db } from '../platform/database/connect.ts';
import type { MachineRow } from './tables.ts';

/** Enough for one pass; the rest is for the next. */
const page = 500;

/** Machines that became late since it was last asked; each is given once for each time that it enters a state. */
export async function takeLateMachines(tx: Db): Promise<MachineRow[]> {
  const due = tx
    .selectFrom('machine')
    .select('name')
    .where('state_deadline', '<', sql<Date>`now()`)
    .where(sql<boolean>`late_told IS DISTINCT FROM state_since`)
    .orderBy('state_deadline')
    .limit(page);
  return await tx
    .updateTable('machine')
    .set({ late_told: sql<Date>`state_since` })
    .where('name', 'in', due)
    .returningAll()
    .execute();
}

export async function takeMaintenanceThatIsOver(tx: Db): Promise<string[]> {
  const rows = await tx
    .selectFrom('machine')
    .select('name')
    .where('maintenance', 'is not', null)
    .where(sql<boolean>`(maintenance->>'until')::timestamptz < now()`)
    .limit(page)
    .forUpdate()
    .execute();
  return rows.map(({ name }) => name);
}
