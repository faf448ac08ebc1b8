import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { seedMachines } from '../testing/seed-machines.ts';
import { readRackContents } from './rack-content.ts';
import { listRacks } from './rack.ts';
import { rackTest } from './testing.ts';

const racks = 500;
const machines = 20_000;

test('500 racks with 20,000 machines are listed with as many queries as one', async () => {
  const deps = await rackTest();
  await seedMachines(deps.db, machines);
  await sql`ANALYZE rack_unit`.execute(deps.db);
  const queries: string[] = [];
  deps.database.pool.on('acquire', () => queries.push('one'));

  await listRacks(deps.db, { names: ['rack-0001'], limit: 1 });
  const forOne = queries.splice(0).length;
  const listed = await listRacks(deps.db, { limit: racks });
  expect(queries.splice(0)).toHaveLength(forOne);
  expect(forOne).toBeLessThanOrEqual(5);

  expect(listed).toHaveLength(racks);
  expect(listed.reduce((sum, { summary }) => sum + summary.machines, 0)).toBe(machines);
  expect(listed[7]?.summary).toMatchObject({ usedUnits: 40, freeUnits: 2, machines: 40 });

  const contents = await readRackContents(deps.db, {});
  expect(queries.splice(0).length).toBeLessThanOrEqual(forOne + 3);
  expect(contents).toHaveLength(racks);
});

test('racks are listed as people count, page by page', async () => {
  const { db } = await rackTest();
  const names = ['r2', 'r9', 'r10', 'r10-b', 'r100'];
  await db.insertInto('site').values({ name: 'fra1' }).execute();
  await db
    .insertInto('rack')
    .values(names.toReversed().map((name) => ({ name, site: 'fra1' })))
    .execute();
  const first = await listRacks(db, { limit: 2 });
  const rest = await listRacks(db, { limit: 5, after: first.at(-1)!.name });
  expect([...first, ...rest].map(({ name }) => name)).toEqual(names);
});
