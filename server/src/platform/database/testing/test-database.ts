import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { inject, onTestFinished } from 'vitest';
import { silentLogger } from '../../log/logger.ts';
import { createDatabase, type Database } from '../connect.ts';

/**
 * A migrated database that no other test sees, dropped at the end of the test; outside of a test call `drop`
 * yourself. About 30 ms: files are copied, where by default all pages would be logged too.
 */
export async function createTestDatabase(): Promise<Database & { drop: () => Promise<void> }> {
  const template = new URL(inject('databaseUrl'));
  const name = `test_${randomBytes(6).toString('hex')}`;
  const templateName = template.pathname.slice(1);
  await administer(`CREATE DATABASE ${name} TEMPLATE ${templateName} STRATEGY FILE_COPY`);
  const own = new URL(template);
  own.pathname = `/${name}`;
  const database = createDatabase({ url: own.href, log: silentLogger() });
  return {
    ...database,
    drop: async () => {
      await database.close();
      await administer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    },
  };
}

/** As createTestDatabase, dropped when the present test ends. */
export async function testDatabase(): Promise<Database> {
  const database = await createTestDatabase();
  onTestFinished(database.drop);
  return database;
}

async function administer(statement: string): Promise<void> {
  const url = new URL(inject('databaseUrl'));
  url.pathname = '/postgres';
  const client = new Client({ connectionString: url.href });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
