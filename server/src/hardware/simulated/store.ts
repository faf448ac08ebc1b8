import type { Db } from '../../platform/database/connect.ts';
import type { NodeDefinition } from '../bare-metal.ts';
import { jsonText } from '../../platform/json.ts';
import type { Course } from './course.ts';
import { type SimulatedNode, toSimulatedNode } from './simulated-node.ts';

export async function findSimulatedNode(db: Db, id: string): Promise<SimulatedNode | undefined> {
  const row = await db.selectFrom('simulated_node').selectAll().where('id', '=', id).executeTakeFirst();
  return row && toSimulatedNode(row);
}

/** Like `findSimulatedNode`, and nobody else changes the row until the transaction ends. */
export async function lockSimulatedNode(tx: Db, id: string): Promise<SimulatedNode | undefined> {
  const row = await tx
    .selectFrom('simulated_node')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row && toSimulatedNode(row);
}

export async function listSimulatedNodes(db: Db): Promise<SimulatedNode[]> {
  const rows = await db.selectFrom('simulated_node').selectAll().orderBy('name').execute();
  return rows.map(toSimulatedNode);
}

/** False where there is one with the id already. Error 23505 where another has the name. */
export async function insertSimulatedNode(
  db: Db,
  { id, name, definition, course }: { id: string; name: string; definition: NodeDefinition; course: Course },
): Promise<boolean> {
  const { bmc, macs, driverSettings = {} } = definition;
  const { password: _password, ...reach } = bmc;
  const inserted = await db
    .insertInto('simulated_node')
    .values({
      id,
      name,
      definition: jsonText({ bmc: reach, macs }),
      course: jsonText(course),
      flags: jsonText({ driverSettings }),
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
}

export async function updateSimulatedNode(
  db: Db,
  id: string,
  change: Partial<Pick<SimulatedNode, 'name' | 'macs' | 'course' | 'flags' | 'faults' | 'runs' | 'history'>>,
): Promise<void> {
  const { name, macs, course, flags, faults, runs, history } = change;
  await db
    .updateTable('simulated_node')
    .set({
      ...(name === undefined ? {} : { name }),
      ...(macs === undefined ? {} : { definition: jsonText({ macs }) }),
      ...(course === undefined ? {} : { course: jsonText(course) }),
      ...(flags === undefined ? {} : { flags: jsonText(flags) }),
      ...(faults === undefined ? {} : { faults }),
      ...(runs === undefined ? {} : { results: jsonText({ runs }) }),
      ...(history === undefined ? {} : { history: jsonText(history) }),
      updated_at: new Date(),
    })
    .where('id', '=', id)
    .execute();
}

export async function deleteSimulatedNode(db: Db, id: string): Promise<void> {
  await db.deleteFrom('simulated_node').where('id', '=', id).execute();
}
