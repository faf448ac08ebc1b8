import { Kysely, PostgresDialect, type Transaction } from 'kysely';
import { Pool } from 'pg';
import type { Logger } from '../log/logger.ts';
import { prepareStatements } from './prepared-statements.ts';
import type { Tables } from './tables.ts';

/** A handle that queries run on: the database itself or a transaction. Always the first argument. */
export type Db = Kysely<Tables>;
export type DbTransaction = Transaction<Tables>;

export type Database = {
  /** Connection string, also for the few connections that live outside the pool. */
  url: string;
  db: Db;
  pool: Pool;
  close: () => Promise<void>;
};

export type DatabaseOptions = {
  /** postgresql://user@host/name, or postgresql:///name?host=/socket/directory&user=name */
  url: string;
  log: Logger;
  /** Connections at most; by default 10. */
  poolSize?: number;
  /** Seconds that a query waits for a connection; by default 10, and 0 is for ever. */
  patienceSeconds?: number;
};

/** Connects nothing by itself: the first query does. */
export function createDatabase({ url, log, poolSize = 10, patienceSeconds = 10 }: DatabaseOptions): Database {
  const pool = new Pool({
    connectionString: url,
    max: poolSize,
    application_name: 'tuskar',
    connectionTimeoutMillis: patienceSeconds * 1000,
    idleTimeoutMillis: 60_000,
  });
  // Without a listener, a connection that the server closes would end the process, be it idle or in use; whoever
  // uses it hears of it by its query.
  pool.on('error', (error) => log.warn({ err: error }, 'an idle database connection failed'));
  const prepare = prepareStatements();
  pool.on('connect', (client) => {
    client.on('error', (error) => log.debug({ err: error }, 'a connection failed'));
    prepare(client);
  });
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  const close = async () => {
    await db.destroy();
    // Kysely ends the pool only where it has made a query itself.
    if (!pool.ending) await pool.end();
  };
  return { url, db, pool, close };
}
