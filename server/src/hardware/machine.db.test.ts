import type { MachineFilter, MachineSort } from '@tuskar/contract/machine-filter.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../platform/database/connect.ts';
import { testDatabase } from '../platform/database/testing/test-database.ts';
import { createMachineIndex } from './machine-index.ts';
import { createMachines, type Machines } from './machine.ts';
import { insertMachine, updateMachine } from './store.ts';
import { seedMachines } from './testing/seed-machines.ts';

let database: Database;
let machines: Machines;

beforeEach(async () => {
  database = await testDatabase();
  machines = createMachines({ db: database.db, index: createMachineIndex({ db: database.db }) });
});

const list = (filter: MachineFilter = {}, more: Partial<Parameters<Machines['list']>[0]> = {}) =>
  machines.list({ filter, sort: 'name', order: 'ascending', limit: 500, ...more });
const namesOf = async (filter: MachineFilter) => (await list(filter)).items.map(({ name }) => name);

const named = (name: string) => ({
  name,
  id: crypto.randomUUID(),
  provider: 'ironic' as const,
  bmc_protocol: 'redfish' as const,
  bmc_address: `https://${name}.example`,
});

async function walk(sort: MachineSort, order: 'ascending' | 'descending'): Promise<string[]> {
  const names: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await list({}, { sort, order, limit: 37, cursor });
    names.push(...page.items.map(({ name }) => name));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return names;
}

describe('a list of machines', () => {
  it('is walked page by page in any order, each machine once', async () => {
    await seedMachines(database.db, 400);
    const all = (
      await database.db.selectFrom('machine').select(['name', 'summary']).orderBy('name').execute()
    ).map((row) => ({ name: row.name, memory: row.summary?.memoryMebibytes ?? 0 }));
    for (const sort of ['name', 'state', 'since', 'class', 'rack', 'model', 'memory', 'cores'] as const) {
      const up = await walk(sort, 'ascending');
      expect(up.toSorted(), `by ${sort}`).toEqual(all.map(({ name }) => name));
      expect(await walk(sort, 'descending'), `by ${sort}`).toEqual(up.toReversed());
    }
    const byMemory = all.toSorted((a, b) => a.memory - b.memory || (a.name < b.name ? -1 : 1));
    expect(await walk('memory', 'ascending')).toEqual(byMemory.map(({ name }) => name));
  });

  it('is sorted as people count', async () => {
    const names = ['node-10', 'node-9', 'node-100', 'r2-u3', 'r10-u1', 'r2-u10'];
    for (const name of names) await insertMachine(database.db, named(name));
    const sorted = ['node-9', 'node-10', 'node-100', 'r2-u3', 'r2-u10', 'r10-u1'];
    expect(await walk('name', 'ascending')).toEqual(sorted);
    expect(await walk('memory', 'descending')).toEqual(sorted.toReversed());
  });

  it('is narrowed by each field of the filter, as the database sees it', async () => {
    await seedMachines(database.db, 400);
    const { db } = database;
    const cases: [MachineFilter, string][] = [
      [{ state: 'ready' }, "state = 'ready'"],
      [{ class: 'class-3', state: 'in-use' }, "class = 'class-3' AND state = 'in-use'"],
      [{ rack: 'rack-0004' }, "rack = 'rack-0004'"],
      [{ contact: 'unreachable' }, "contact = 'unreachable'"],
      [{ manufacturer: 'HPE', failed: true }, "manufacturer = 'HPE' AND failure IS NOT NULL"],
      [{ late: true }, 'state_deadline < now()'],
      [{ late: false }, '(state_deadline < now()) IS NOT TRUE'],
      [{ maintenance: true }, 'maintenance IS NOT NULL'],
      [{ host: 'host-9' }, "host = 'host-9'"],
      [{ label: 'team=red' }, "labels->>'team' = 'red'"],
      [{ label: 'team' }, "labels ? 'team'"],
      [{ label: 'none' }, "labels ? 'none'"],
      [{ search: 'poweredge N05' }, "model ILIKE '%poweredge%' AND name LIKE '%n05%'"],
      [{ search: '198.18.1.9' }, "bmc_address LIKE '%198.18.1.9%'"],
      [{ class: 'no-such-class' }, 'false'],
    ];
    for (const [filter, condition] of cases) {
      const { rows } = await database.pool.query<{ name: string }>(
        `SELECT name FROM machine WHERE ${condition} ORDER BY name`,
      );
      expect(await namesOf(filter), `where ${condition}`).toEqual(rows.map(({ name }) => name));
      expect((await machines.count(filter)).total, `where ${condition}`).toBe(rows.length);
    }
    const [one] = await db.selectFrom('machine').select(['name', 'macs', 'serial']).limit(1).execute();
    expect(await namesOf({ search: one?.macs[1]?.toUpperCase() })).toContain(one?.name);
    expect(await namesOf({ search: one?.serial?.toLowerCase() })).toEqual([one?.name]);
  });

  it('refuses a cursor of a list that was sorted otherwise, and one that is none', async () => {
    await seedMachines(database.db, 10);
    const { nextCursor } = await list({}, { limit: 5, sort: 'memory' });
    await expect(list({}, { cursor: nextCursor ?? '' })).rejects.toMatchObject({ code: 'invalid-request' });
    await expect(list({}, { cursor: 'bm8' })).rejects.toMatchObject({ code: 'invalid-request' });
  });

  it('shows at once what changed, was added or forgotten, also by a transaction that began earlier', async () => {
    const { db } = database;
    await seedMachines(db, 50);
    expect((await list()).items).toHaveLength(50);
    const name = 'r0000-n01';
    const early = await db.startTransaction().execute();
    await early.updateTable('machine').set({ class: 'rare' }).where('name', '=', 'r0000-n02').execute();
    await updateMachine(db, name, { class: 'rare' });
    expect(await namesOf({ class: 'rare' })).toEqual([name]);
    await early.commit().execute();
    expect(await namesOf({ class: 'rare' })).toEqual([name, 'r0000-n02']);
    await db.deleteFrom('machine').where('name', '=', name).execute();
    expect(await namesOf({ class: 'rare' })).toEqual(['r0000-n02']);
    await insertMachine(db, { ...named(name), class: 'rare' });
    expect(await namesOf({ class: 'rare' })).toEqual([name, 'r0000-n02']);
  });
});

describe('counts of machines', () => {
  it('say for each facet how many there are of each value, most frequent first, and none as null', async () => {
    await seedMachines(database.db, 400);
    await database.db.updateTable('machine').set({ class: null }).where('rack', '=', 'rack-0001').execute();
    const counts = await machines.count({ site: 'site-0' });
    for (const facet of ['state', 'class', 'manufacturer', 'rack', 'power'] as const) {
      const { rows } = await database.pool.query<{ value: string | null; count: number }>(
        `SELECT ${facet} AS value, count(*)::integer AS count FROM machine WHERE site = 'site-0'
         GROUP BY 1 ORDER BY 2 DESC, coalesce(${facet}, '')`,
      );
      expect(counts.facets[facet], `by ${facet}`).toEqual(rows);
    }
    const { rows } = await database.pool.query(
      `SELECT count(*)::integer AS total, count(*) FILTER (WHERE state_deadline < now())::integer AS late,
         count(failure)::integer AS failed, count(maintenance)::integer AS maintenance FROM machine WHERE site = 'site-0'`,
    );
    expect(counts).toMatchObject(rows[0] as object);
  });
});
