import { TuskarError } from '@tuskar/contract/error.ts';
import type {
  ClassRequirements,
  ClassRules,
  Deviation,
  HardwareClass,
} from '@tuskar/contract/hardware-class.ts';
import { type Selectable, sql } from 'kysely';
import type { Db, DbTransaction } from '../../platform/database/connect.ts';
import { jsonText } from '../../platform/json.ts';
import type { HardwareClassRow, MachineDeviationTable } from '../acceptance-tables.ts';
import type { MachineDeviation } from './deviations.ts';

export type NewClass = {
  name: string;
  description: string | null;
  priority: number;
  rules: ClassRules;
  requirements: ClassRequirements;
};

type CountedClassRow = HardwareClassRow & { members: string; deviating: string };

function counted(db: Db) {
  return db
    .selectFrom('hardware_class')
    .selectAll()
    .select([
      sql<string>`(SELECT count(*) FROM machine WHERE class = hardware_class.name AND state <> 'retired')`.as(
        'members',
      ),
      sql<string>`(
        SELECT count(DISTINCT machine.name) FROM machine
        JOIN machine_deviation ON machine_deviation.machine = machine.name
        WHERE class = hardware_class.name AND state <> 'retired')`.as('deviating'),
    ]);
}

export async function listClasses(
  db: Db,
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<CountedClassRow[]> {
  let query = counted(db).orderBy('name').limit(limit);
  if (after !== undefined) query = query.where('name', '>', after);
  return await query.execute();
}

/** Without the counts, which take time. */
export async function allClasses(db: Db): Promise<HardwareClassRow[]> {
  return await db.selectFrom('hardware_class').selectAll().orderBy('name').execute();
}

export async function findClass(db: Db, name: string): Promise<HardwareClassRow | undefined> {
  return await db.selectFrom('hardware_class').selectAll().where('name', '=', name).executeTakeFirst();
}

/** @throws class-not-found */
export async function getClass(db: Db, name: string): Promise<CountedClassRow> {
  const row = await counted(db).where('name', '=', name).executeTakeFirst();
  if (row === undefined) throw classNotFound(name);
  return row;
}

/** @throws class-exists */
export async function insertClass(db: Db, given: NewClass): Promise<void> {
  const inserted = await db
    .insertInto('hardware_class')
    .values({ ...given, rules: jsonText(given.rules), requirements: jsonText(given.requirements) })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (inserted.numInsertedOrUpdatedRows === 1n) return;
  throw new TuskarError('class-exists', `There is a hardware class ${given.name} already.`);
}

/** @throws class-not-found */
export async function updateClass(db: Db, { name, ...given }: NewClass): Promise<void> {
  const updated = await db
    .updateTable('hardware_class')
    .set({
      ...given,
      rules: jsonText(given.rules),
      requirements: jsonText(given.requirements),
      updated_at: new Date(),
    })
    .where('name', '=', name)
    .executeTakeFirst();
  if (updated.numUpdatedRows === 0n) throw classNotFound(name);
}

/** @throws class-not-found */
export async function deleteClass(db: Db, name: string): Promise<void> {
  const deleted = await db.deleteFrom('hardware_class').where('name', '=', name).executeTakeFirst();
  if (deleted.numDeletedRows === 0n) throw classNotFound(name);
}

export async function replaceDeviations(
  tx: DbTransaction,
  machine: string,
  deviations: MachineDeviation[],
): Promise<void> {
  await tx.deleteFrom('machine_deviation').where('machine', '=', machine).execute();
  if (deviations.length === 0) return;
  await tx
    .insertInto('machine_deviation')
    .values(deviations.map((deviation, position) => ({ ...deviation, machine, position })))
    .execute();
}

export async function listDeviations(
  db: Db,
  filter: { machine: string } | { class: string },
): Promise<Deviation[]> {
  const query = db
    .selectFrom('machine_deviation')
    .innerJoin('machine', 'machine.name', 'machine_deviation.machine')
    .selectAll('machine_deviation')
    .where('machine.state', '!=', 'retired')
    .orderBy('machine_deviation.machine')
    .orderBy('position');
  const rows = await (
    'machine' in filter
      ? query.where('machine.name', '=', filter.machine)
      : query.where('machine.class', '=', filter.class)
  ).execute();
  return rows.map(toDeviation);
}

function toDeviation(row: Selectable<MachineDeviationTable>): Deviation {
  const { machine, kind, part, place, expected, actual, title } = row;
  return { machine, kind, part, place, expected, actual, title };
}

export function toClass(row: CountedClassRow): HardwareClass {
  const { name, description, priority, rules, requirements } = row;
  return {
    name,
    description,
    priority,
    rules,
    requirements,
    members: Number(row.members),
    deviating: Number(row.deviating),
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}

function classNotFound(name: string): TuskarError {
  return new TuskarError('class-not-found', `There is no hardware class ${name}.`, {
    context: { class: name },
  });
}
