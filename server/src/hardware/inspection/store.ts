import { TuskarError } from '@tuskar/contract/error.ts';
import type { Inspection, InspectionDetail, InventoryChange } from '@tuskar/contract/inspection.ts';
import type { Inventory } from '@tuskar/contract/inventory.ts';
import type { Db } from '../../platform/database/connect.ts';
import { jsonText } from '../../platform/json.ts';
import type { InspectionRow } from '../acceptance-tables.ts';

export async function findNewestInspection(db: Db, machine: string): Promise<InspectionRow | undefined> {
  return await db
    .selectFrom('inspection')
    .selectAll()
    .where('machine', '=', machine)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export async function findInspectionOf(
  db: Db,
  { machine, operation }: { machine: string; operation: string },
): Promise<InspectionRow | undefined> {
  return await db
    .selectFrom('inspection')
    .selectAll()
    .where('machine', '=', machine)
    .where('operation', '=', operation)
    .executeTakeFirst();
}

/** @throws inspection-not-found */
export async function getInspection(db: Db, machine: string, number: number): Promise<InspectionRow> {
  const row = Number.isSafeInteger(number)
    ? await db
        .selectFrom('inspection')
        .selectAll()
        .where('machine', '=', machine)
        .where('number', '=', number)
        .executeTakeFirst()
    : undefined;
  if (row !== undefined) return row;
  throw new TuskarError('inspection-not-found', `The machine ${machine} has no inspection ${number}.`, {
    context: { machine, number },
  });
}

/** Newest first; without the inventories, which are large. */
export async function listInspections(
  db: Db,
  { machine, before, limit }: { machine: string; before?: number | undefined; limit: number },
): Promise<Omit<InspectionRow, 'inventory'>[]> {
  let query = db
    .selectFrom('inspection')
    .select(['machine', 'number', 'at', 'operation', 'changes', 'fingerprint'])
    .where('machine', '=', machine)
    .orderBy('number', 'desc')
    .limit(limit);
  if (before !== undefined) query = query.where('number', '<', before);
  return await query.execute();
}

export async function insertInspection(
  db: Db,
  inspection: {
    machine: string;
    number: number;
    operation: string | null;
    inventory: Inventory;
    changes: InventoryChange[];
    fingerprint: string;
  },
): Promise<InspectionRow> {
  const { inventory, changes, ...rest } = inspection;
  return await db
    .insertInto('inspection')
    .values({ ...rest, inventory: jsonText(inventory), changes: jsonText(changes) })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** The newest inventory of each machine that was ever inspected and is not retired. */
export async function newestInventories(
  db: Db,
  { machines }: { machines?: string[] } = {},
): Promise<
  { machine: string; class: string | null; labels: Record<string, string>; inventory: Inventory }[]
> {
  let query = db
    .selectFrom('inspection')
    .innerJoin('machine', 'machine.name', 'inspection.machine')
    .select(['inspection.machine', 'inspection.inventory', 'machine.class', 'machine.labels'])
    .distinctOn('inspection.machine')
    .where('machine.state', '!=', 'retired')
    .orderBy('inspection.machine')
    .orderBy('inspection.number', 'desc');
  if (machines !== undefined) query = query.where('inspection.machine', 'in', machines);
  return await query.execute();
}

export function toInspection(row: Omit<InspectionRow, 'inventory'>): Inspection {
  const { machine, number, operation, changes, fingerprint } = row;
  return { machine, number, at: row.at.toISOString(), operation, changes, fingerprint };
}

export function toInspectionDetail(row: InspectionRow): InspectionDetail {
  return { ...toInspection(row), inventory: row.inventory };
}

/** What inspections after a moment have seen change, oldest first. */
export async function listChangesSince(db: Db, machine: string, since: Date): Promise<InventoryChange[]> {
  const rows = await db
    .selectFrom('inspection')
    .select('changes')
    .where('machine', '=', machine)
    .where('at', '>', since)
    .orderBy('number')
    .execute();
  return rows.flatMap(({ changes }) => changes);
}
