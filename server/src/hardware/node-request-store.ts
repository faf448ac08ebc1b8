import type { Db } from '../platform/database/connect.ts';
import type { NodeRequestRow } from './undercloud-tables.ts';

export async function findNodeRequest(db: Db, node: string): Promise<NodeRequestRow | undefined> {
  return await db.selectFrom('node_request').selectAll().where('node', '=', node).executeTakeFirst();
}

/** Recorded before the request is sent: whoever begins the step again can tell from it whether it was taken. */
export async function recordNodeRequest(
  db: Db,
  request: Pick<NodeRequestRow, 'node' | 'token' | 'provision_state' | 'provision_changed_at'>,
): Promise<void> {
  const row = { ...request, taken: false, asked_at: new Date() };
  await db
    .insertInto('node_request')
    .values(row)
    .onConflict((conflict) => conflict.column('node').doUpdateSet(row))
    .execute();
}

export async function markNodeRequestTaken(
  db: Db,
  { node, token }: { node: string; token: string },
): Promise<void> {
  await db
    .updateTable('node_request')
    .set({ taken: true })
    .where('node', '=', node)
    .where('token', '=', token)
    .execute();
}

export async function forgetNodeRequest(db: Db, node: string): Promise<void> {
  await db.deleteFrom('node_request').where('node', '=', node).execute();
}
