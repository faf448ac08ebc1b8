import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { TuskarError } from '@tuskar/contract/error.ts';
import type pg from 'pg';
import type { Logger } from '../log/logger.ts';
import type { Database } from './connect.ts';

export type Migration = { name: string; sql: string; checksum: string };

export type MigrateOptions = {
  /** Directory of the numbered `.sql` files; by default the server's own. */
  directory?: URL;
  log: Logger;
};

const ownMigrations = new URL('../../../migrations/', import.meta.url);
const lockKey = '7310866170217983043';

/**
 * Applies what is not applied yet, each file in a transaction, one process at a time.
 * Errors: 'migration-changed', 'migration-unknown', 'migration-failed'. Gives the names of those applied now.
 */
export async function migrate(
  database: Database,
  { directory = ownMigrations, log }: MigrateOptions,
): Promise<string[]> {
  const migrations = await readMigrations(directory);
  const client = await database.pool.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [lockKey]);
    const applied: string[] = [];
    for (const migration of await pending(client, migrations)) {
      await apply(client, migration);
      log.info({ migration: migration.name }, 'migrated the database');
      applied.push(migration.name);
    }
    return applied;
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [lockKey]).catch(() => undefined);
    client.release();
  }
}

export async function readMigrations(directory: URL = ownMigrations): Promise<Migration[]> {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.sql')).sort();
  const migrations = await Promise.all(
    names.map(async (name) => {
      const sql = await readFile(new URL(name, directory), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
  for (const [index, { name }] of migrations.entries()) {
    const number = /^(\d{4})-[a-z0-9-]+\.sql$/.exec(name)?.[1];
    if (number === undefined) {
      throw new TuskarError('migration-failed', `The migration ${name} is not named NNNN-what-it-does.sql.`);
    }
    if (index > 0 && migrations[index - 1]?.name.startsWith(number)) {
      throw new TuskarError('migration-failed', `Two migrations have the number ${number}.`);
    }
  }
  return migrations;
}

async function pending(client: pg.PoolClient, migrations: Migration[]): Promise<Migration[]> {
  await client.query(`CREATE TABLE IF NOT EXISTS migration (
    name text PRIMARY KEY,
    checksum text NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT now()
  )`);
  const { rows } = await client.query<{ name: string; checksum: string }>(
    'SELECT name, checksum FROM migration ORDER BY name',
  );
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const row of rows) {
    const migration = known.get(row.name);
    if (migration === undefined) {
      throw new TuskarError(
        'migration-unknown',
        `The database has the migration ${row.name}, which this version of Tuskar does not.`,
      );
    }
    if (migration.checksum !== row.checksum) {
      throw new TuskarError(
        'migration-changed',
        `The migration ${row.name} was changed after it was applied to this database.`,
      );
    }
  }
  const applied = new Set(rows.map((row) => row.name));
  return migrations.filter(({ name }) => !applied.has(name));
}

async function apply(client: pg.PoolClient, migration: Migration): Promise<void> {
  try {
    await client.query('BEGIN');
    await client.query(migration.sql);
    await client.query('INSERT INTO migration (name, checksum) VALUES ($1, $2)', [
      migration.name,
      migration.checksum,
    ]);
    await client.query('COMMIT');
  } catch (cause) {
    await client.query('ROLLBACK').catch(() => undefined);
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new TuskarError('migration-failed', `The migration ${migration.name} failed: ${reason}.`, {
      cause,
    });
  }
}
