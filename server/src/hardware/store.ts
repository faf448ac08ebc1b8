import { TuskarError } from '@tuskar/contract/error.ts';
import type { Insertable, Updateable } from 'kysely';
import type { Db } from '../platform/database/connect.ts';
import type { MachineRow, MachineTable } from './tables.ts';

export async function findMachine(db: Db, name: string): Promise<MachineRow | undefined> {
  return await db.selectFrom('machine').selectAll().where('name', '=', name).executeTakeFirst();
}

/** @throws machine-not-found */
export async function getMachine(db: Db, name: string): Promise<MachineRow> {
  return found(await findMachine(db, name), name);
}

function found(row: MachineRow | undefined, name: string): MachineRow {
  if (row !== undefined) return row;
  throw new TuskarError('machine-not-found', `There is no machine ${name}.`, { context: { machine: name } });
}

/** The machine that a host runs on. */
export async function findMachineOfHost(db: Db, host: string): Promise<MachineRow | undefined> {
  return await db
    .selectFrom('machine')
    .selectAll()
    .where('host', '=', host)
    .where('state', '!=', 'retired')
    .limit(1)
    .executeTakeFirst();
}

/** Like `getMachine`, and nobody else changes the row until the transaction ends. */
export async function lockMachine(tx: Db, name: string): Promise<MachineRow> {
  return found(await findLocked(tx, name), name);
}

/** Like `findMachine`, and nobody else changes the row until the transaction ends. */
export async function findLocked(tx: Db, name: string): Promise<MachineRow | undefined> {
  return await tx.selectFrom('machine').selectAll().where('name', '=', name).forUpdate().executeTakeFirst();
}

export async function insertMachine(db: Db, machine: Insertable<MachineTable>): Promise<MachineRow> {
  return await db.insertInto('machine').values(machine).returningAll().executeTakeFirstOrThrow();
}

/** What changes besides the state, which only `moveMachine` changes. */
export type MachineChange = Omit<
  Updateable<MachineTable>,
  'name' | 'id' | 'state' | 'state_since' | 'created_at' | 'updated_at'
>;

export async function updateMachine(db: Db, name: string, change: MachineChange): Promise<MachineRow> {
  return await db
    .updateTable('machine')
    .set({ ...change, updated_at: new Date() })
    .where('name', '=', name)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function getMachines(db: Db, names: string[]): Promise<MachineRow[]> {
  if (names.length === 0) return [];
  return await db
    .selectFrom('machine')
    .selectAll()
    .where((where) => where('name', '=', where.fn.any(where.val(names))))
    .execute();
}

export async function deleteMachine(db: Db, name: string): Promise<void> {
  await db.deleteFrom('machine').where('name', '=', name).execute();
}

/** What the bare-metal service calls each machine, also those that it was not told of yet. */
export async function nodesOfMachines(db: Db): Promise<Set<string>> {
  const rows = await db.selectFrom('machine').select(['id', 'node']).execute();
  return new Set(rows.flatMap(({ id, node }) => (node === null ? [id] : [id, node])));
}
