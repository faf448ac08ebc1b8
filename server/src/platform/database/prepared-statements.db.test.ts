import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { isConnectionFault } from '../operations/persist.ts';
import { testDatabase } from './testing/test-database.ts';

async function prepared() {
  const { db } = await testDatabase();
  await sql`CREATE TABLE thing (name text, size integer)`.execute(db);
  await sql`INSERT INTO thing VALUES ('a', 1), ('b', 2)`.execute(db);
  const ask = (on = db) => sql`SELECT * FROM thing WHERE name = ${'b'}`.execute(on).then(({ rows }) => rows);
  const kept = async () => {
    const { rows } = await sql<{ statement: string }>`SELECT statement FROM pg_prepared_statements`.execute(
      db,
    );
    return rows.map(({ statement }) => statement).filter((text) => text.includes('thing'));
  };
  return { db, ask, kept };
}

test('a statement that is asked often is prepared, and answers the same', async () => {
  const { ask, kept } = await prepared();
  for (let time = 1; time <= 4; time += 1) await ask();
  expect(await kept()).toEqual([]);
  expect(await ask()).toEqual([{ name: 'b', size: 2 }]);
  expect(await kept()).toEqual(['SELECT * FROM thing WHERE name = $1']);
  expect(await ask()).toEqual([{ name: 'b', size: 2 }]);
});

test('a table that changes meanwhile is read as it is then', async () => {
  const { db, ask } = await prepared();
  for (let time = 1; time <= 6; time += 1) await ask();
  await sql`ALTER TABLE thing ADD COLUMN colour text`.execute(db);
  expect(await ask()).toEqual([{ name: 'b', size: 2, colour: null }]);

  for (let time = 1; time <= 6; time += 1) await ask();
  await sql`ALTER TABLE thing ADD COLUMN weight integer`.execute(db);
  const error = await db
    .transaction()
    .execute((tx) => ask(tx))
    .catch((reason: unknown) => reason);
  // Whoever writes steps waits and asks again.
  expect(isConnectionFault(error)).toBe(true);
  expect(await db.transaction().execute((tx) => ask(tx))).toHaveLength(1);
});
