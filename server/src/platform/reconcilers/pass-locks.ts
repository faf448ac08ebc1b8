import type { Pool, PoolClient } from 'pg';

/** The right to make a pass of a reconciler, which one process has at a time. */
export type PassLocks = {
  /** false: another process makes a pass now. */
  take: (name: string) => Promise<boolean>;
  give: (name: string) => Promise<void>;
  close: () => void;
};

/**
 * Advisory locks of one session, all on one connection: with one each, a dozen reconcilers would hold the whole pool and
 * wait for ever for a connection to work on. Where the connection is lost, so are the locks; the next `take` makes another.
 */
export function createPassLocks(pool: Pool): PassLocks {
  let session: Promise<PoolClient> | undefined;
  /** A connection takes one query at a time: each waits for the one before it. */
  let last: Promise<unknown> = Promise.resolve();

  async function query(text: string, name: string): Promise<boolean> {
    session ??= pool.connect();
    const asked = session;
    const answered = last.then(async () => await (await asked).query<{ ok: boolean }>(text, [name]));
    last = answered.catch(() => undefined);
    try {
      return (await answered).rows[0]?.ok === true;
    } catch (error) {
      drop(asked);
      throw error;
    }
  }

  /** Ends the connection, so that the database forgets its locks; once, whoever saw first that it is broken. */
  function drop(broken: Promise<PoolClient>): void {
    if (session !== broken) return;
    session = undefined;
    broken.then((client) => client.release(true)).catch(() => undefined);
  }

  return {
    take: (name) => query('SELECT pg_try_advisory_lock(hashtext($1), 1) AS ok', name),
    give: async (name) => {
      // What is lost with the connection need not be given back.
      await query('SELECT pg_advisory_unlock(hashtext($1), 1) AS ok', name);
    },
    close: () => {
      if (session !== undefined) drop(session);
    },
  };
}
