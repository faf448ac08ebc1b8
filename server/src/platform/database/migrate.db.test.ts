import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { silentLogger } from '../log/logger.ts';
import { migrate, readMigrations } from './migrate.ts';
import { testDatabase } from './testing/test-database.ts';

const log = silentLogger();

/** A directory of migrations, and a database whose own ones are forgotten. */
async function setUp(files: Record<string, string>) {
  const path = await mkdtemp(join(tmpdir(), 'tuskar-migrations-'));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  const write = async (more: Record<string, string>) => {
    for (const [name, text] of Object.entries(more)) await writeFile(join(path, name), text);
  };
  await write(files);
  const database = await testDatabase();
  await database.pool.query('TRUNCATE migration');
  return { database, write, path, directory: pathToFileURL(`${path}/`) };
}

test('what is new is applied, in order, once', async () => {
  const { database, directory, write } = await setUp({
    '0002-fill.sql': 'INSERT INTO fruit VALUES (1);',
    '0001-make.sql': 'CREATE TABLE fruit (id integer); CREATE TABLE tree (id integer);',
  });
  expect(await migrate(database, { directory, log })).toEqual(['0001-make.sql', '0002-fill.sql']);
  expect(await migrate(database, { directory, log })).toEqual([]);
  await write({ '0003-more.sql': 'INSERT INTO fruit VALUES (2);' });
  expect(await migrate(database, { directory, log })).toEqual(['0003-more.sql']);
  expect((await database.pool.query('SELECT id FROM fruit ORDER BY id')).rows).toEqual([
    { id: 1 },
    { id: 2 },
  ]);
});

test('of two processes at once one applies', async () => {
  const { database, directory } = await setUp({ '0001-make.sql': 'CREATE TABLE fruit (id integer);' });
  const applied = await Promise.all([
    migrate(database, { directory, log }),
    migrate(database, { directory, log }),
  ]);
  expect(applied.flat()).toEqual(['0001-make.sql']);
});

test('a migration that fails leaves nothing of itself, and is named', async () => {
  const { database, directory } = await setUp({
    '0001-bad.sql': 'CREATE TABLE fruit (id integer); INSERT INTO nowhere VALUES (1);',
  });
  await expect(migrate(database, { directory, log })).rejects.toMatchObject({
    code: 'migration-failed',
    message: expect.stringMatching(/0001-bad\.sql.*nowhere/) as string,
  });
  await expect(database.pool.query('SELECT FROM fruit')).rejects.toThrow('does not exist');
});

test('a migration that was edited, or that this version lacks, is refused', async () => {
  const { database, directory, write, path } = await setUp({
    '0001-make.sql': 'CREATE TABLE fruit (id integer);',
  });
  await migrate(database, { directory, log });
  await write({ '0001-make.sql': 'CREATE TABLE fruit (id bigint);' });
  await expect(migrate(database, { directory, log })).rejects.toMatchObject({ code: 'migration-changed' });
  await rm(join(path, '0001-make.sql'));
  await expect(migrate(database, { directory, log })).rejects.toMatchObject({ code: 'migration-unknown' });
});

test('a number is used once', async () => {
  const { directory } = await setUp({ '0001-a.sql': '', '0001-b.sql': '' });
  await expect(readMigrations(directory)).rejects.toMatchObject({ code: 'migration-failed' });
});
