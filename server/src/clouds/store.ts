import { TuskarError } from '@tuskar/contract/error.ts';
import { type CloudAction, nextCloudState } from '@tuskar/contract/cloud-states.ts';
import type { CloudState } from '@tuskar/contract/cloud.ts';
import type { Db, DbTransaction } from '../platform/database/connect.ts';
import type { CloudRow } from './tables.ts';

export async function listClouds(db: Db): Promise<CloudRow[]> {
  return await db.selectFrom('cloud').selectAll().orderBy('name').execute();
}

export async function findCloud(db: Db, name: string): Promise<CloudRow | undefined> {
  return await db.selectFrom('cloud').selectAll().where('name', '=', name).executeTakeFirst();
}

function notFound(name: string): TuskarError {
  return new TuskarError('cloud-not-found', `There is no cloud ${name}.`, { context: { cloud: name } });
}

/** @throws cloud-not-found */
export async function getCloud(db: Db, name: string): Promise<CloudRow> {
  const row = await findCloud(db, name);
  if (row === undefined) throw notFound(name);
  return row;
}

/** Holds the cloud until the transaction ends: its blueprints change one after another. @throws cloud-not-found */
export async function lockCloud(tx: DbTransaction, name: string): Promise<CloudRow> {
  const row = await tx
    .selectFrom('cloud')
    .selectAll()
    .where('name', '=', name)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw notFound(name);
  return row;
}

/** Makes the cloud where there is none, and holds it. */
export async function ensureCloud(tx: DbTransaction, name: string): Promise<CloudRow> {
  await tx
    .insertInto('cloud')
    .values({ name })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return await lockCloud(tx, name);
}

/** Takes the cloud to its next state where its state allows that; gives the state before and after. */
export async function moveCloud(
  tx: DbTransaction,
  name: string,
  { action, reason }: { action: CloudAction; reason: string | null },
): Promise<{ before: CloudState; after: CloudState }> {
  const row = await lockCloud(tx, name);
  const after = nextCloudState(row.state, action);
  if (after === undefined) return { before: row.state, after: row.state };
  const now = new Date();
  await tx
    .updateTable('cloud')
    .set({ state: after, state_reason: reason, state_since: now, updated_at: now })
    .where('name', '=', name)
    .execute();
  return { before: row.state, after };
}

export async function setCurrentBlueprint(
  tx: DbTransaction,
  name: string,
  blueprint: string | null,
): Promise<void> {
  await tx
    .updateTable('cloud')
    .set({ current_blueprint: blueprint, updated_at: new Date() })
    .where('name', '=', name)
    .execute();
}

export async function deleteCloud(tx: DbTransaction, name: string): Promise<void> {
  await tx.updateTable('cloud').set({ current_blueprint: null }).where('name', '=', name).execute();
  await tx.deleteFrom('cloud').where('name', '=', name).execute();
}

/** Names of the clouds whose current blueprint uses each image. */
export async function cloudsByImage(db: Db): Promise<Map<string, string[]>> {
  const rows = await db
    .selectFrom('cloud')
    .innerJoin('blueprint', 'blueprint.id', 'cloud.current_blueprint')
    .select(['cloud.name', 'blueprint.image'])
    .orderBy('cloud.name')
    .execute();
  const byImage = Map.groupBy(rows, (row) => row.image);
  return new Map(Array.from(byImage, ([image, list]) => [image, list.map((row) => row.name)]));
}
