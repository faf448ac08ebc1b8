import type { BurnInTest } from '@tuskar/contract/burn-in-test.ts';
import { sql } from 'kysely';
import type { Db, DbTransaction } from '../../platform/database/connect.ts';
import { storableText } from '../../platform/json.ts';
import type { MeasurementRow } from '../acceptance-tables.ts';
import { type Measured, type Siblings, siblingKey } from './verdict.ts';

/** Values of more siblings than these would say nothing more. */
const mostSiblings = 20_000;

/** Values are compared only where the tests had the same settings. */
export function conditionsOf(test: BurnInTest): string {
  return JSON.stringify(Object.entries(test).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** In place of what was kept of the burn-in before, so that judging it twice keeps one. */
export async function replaceMeasurements(
  tx: DbTransaction,
  burnIn: string,
  { measured, tests, at }: { measured: Measured[]; tests: BurnInTest[]; at: Date },
): Promise<void> {
  await tx.deleteFrom('measurement').where('burn_in', '=', burnIn).execute();
  const conditions = new Map(tests.map((test) => [test.kind, conditionsOf(test)]));
  const rows = measured.map(({ test, metric, part, model, value, unit }, position) => ({
    burn_in: burnIn,
    position,
    test,
    value,
    at,
    conditions: conditions.get(test) ?? '',
    metric: storableText(metric),
    unit: storableText(unit),
    part_kind: part?.kind ?? null,
    part_serial: part?.serial ?? null,
    part_place: part?.place ?? null,
    part_model: model,
  }));
  // PostgreSQL takes 65,535 parameters a statement.
  for (let from = 0; from < rows.length; from += 4000) {
    await tx
      .insertInto('measurement')
      .values(rows.slice(from, from + 4000))
      .execute();
  }
}

export async function listMeasurements(db: Db, burnIn: string): Promise<MeasurementRow[]> {
  return await db
    .selectFrom('measurement')
    .selectAll()
    .where('burn_in', '=', burnIn)
    .orderBy('position')
    .execute();
}

/** The newest value of each part of each other machine of a class, under the same conditions. */
export async function findSiblings(
  db: Db,
  { machine, class: of, tests }: { machine: string; class: string | null; tests: BurnInTest[] },
): Promise<Siblings> {
  if (of === null || tests.length === 0) return new Map();
  const rows = await db
    .selectFrom('measurement')
    .innerJoin('burn_in', 'burn_in.id', 'measurement.burn_in')
    .innerJoin('machine', 'machine.name', 'burn_in.machine')
    .selectAll('measurement')
    .distinctOn(['burn_in.machine', 'metric', 'test', 'part_kind', 'part_serial', 'part_place'])
    .where('machine.class', '=', of)
    .where('burn_in.machine', '!=', machine)
    .where('burn_in.state', 'in', ['passed', 'failed'])
    .where('conditions', 'in', tests.map(conditionsOf))
    .orderBy('burn_in.machine')
    .orderBy('metric')
    .orderBy('test')
    .orderBy('part_kind')
    .orderBy('part_serial')
    .orderBy('part_place')
    .orderBy(sql`measurement.at DESC`)
    .limit(mostSiblings)
    .execute();
  const groups = Map.groupBy(rows.map(toMeasured), siblingKey);
  return new Map([...groups].map(([key, values]) => [key, values.map(({ value }) => value)]));
}

export function toMeasured(row: MeasurementRow): Measured {
  const { test, metric, value, unit } = row;
  const part =
    row.part_kind === null ? null : { kind: row.part_kind, serial: row.part_serial, place: row.part_place };
  return { test, metric, value, unit, part, model: row.part_model };
}
