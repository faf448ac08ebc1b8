import { sql } from 'kysely';
import type { Db } from '../database/connect.ts';
import type { ResourceLock } from './precondition.ts';

/**
 * Locks in the database, for writes of every API process. Each holds a connection while its handler uses another, so
 * this process has one write at a time in it: they are few, and people make them.
 */
export function createResourceLock({ db }: { db: Db }): ResourceLock {
  let last: Promise<unknown> = Promise.resolve();

  return (path, work) => {
    const turn = last.then(() =>
      db.transaction().execute(async (tx) => {
        await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`resource${path}`}, 0))`.execute(tx);
        return work();
      }),
    );
    last = turn.catch(() => undefined);
    return turn;
  };
}
