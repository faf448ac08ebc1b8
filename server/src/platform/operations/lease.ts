import { hostname } from 'node:os';
import { Client } from 'pg';
import type { Logger } from '../log/logger.ts';

/**
 * A process's right to carry operations out: a session advisory lock on its id, held on a connection of its own, so
 * that the database itself lets go of it when the process or its machine dies. Needs a direct connection, not one
 * through a transaction pooler.
 */
export type Lease = {
  executor: string;
  /** Aborts when the lease is lost; whoever works under it stops at once. */
  lost: AbortSignal;
  /** Ids of executors that died, each locked for as long as `take` runs, so that one survivor takes its work. */
  takeDead: (take: (executor: string) => Promise<void>) => Promise<void>;
  release: () => Promise<void>;
};

export type LeaseOptions = { url: string; executor: string; kinds: string[]; version: string; log: Logger };

const beatMilliseconds = 2000;
/** No answer for this long, in milliseconds, is a lost lease. */
const patience = 10_000;

const lockKey = `hashtextextended('tuskar-executor:' || $1, 0)`;

export async function acquireLease({ url, executor, kinds, version, log }: LeaseOptions): Promise<Lease> {
  const client = new Client({
    connectionString: url,
    application_name: `tuskar-lease ${executor}`,
    keepAlive: true,
    query_timeout: patience,
  });
  const lost = new AbortController();
  let held = false;
  const lose = (reason: unknown) => {
    if (!held || lost.signal.aborted) return;
    log.warn({ err: reason, executor }, 'the lease of this process is lost');
    lost.abort(reason);
    void client.end().catch(() => undefined);
  };
  client.on('error', lose);
  client.on('end', () => lose(new Error('The connection of the lease has ended.')));
  try {
    await client.connect();
    // By the defaults of Linux, a machine that lost its power would hold its lock for two hours.
    await client.query(
      `SET tcp_keepalives_idle = 5; SET tcp_keepalives_interval = 2; SET tcp_keepalives_count = 3;
       SET tcp_user_timeout = ${patience}`,
    );
    await client.query(`SELECT pg_advisory_lock(${lockKey})`, [executor]);
    await client.query(
      `INSERT INTO operation_executor (id, hostname, pid, version, kinds) VALUES ($1, $2, $3, $4, $5)`,
      [executor, hostname(), process.pid, version, kinds],
    );
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }

  held = true;
  const beatOnce = async (): Promise<void> => {
    try {
      const beaten = await client.query('UPDATE operation_executor SET heartbeat_at = now() WHERE id = $1', [
        executor,
      ]);
      if (beaten.rowCount === 0) lose(new Error('Another process has taken this one for dead.'));
    } catch (error) {
      lose(error);
    }
  };
  const beat = setInterval(() => void beatOnce(), beatMilliseconds);
  beat.unref();
  lost.signal.addEventListener('abort', () => clearInterval(beat));

  return {
    executor,
    lost: lost.signal,
    takeDead: async (take) => {
      const { rows } = await client.query<{ id: string }>(
        'SELECT id FROM operation_executor WHERE id <> $1 ORDER BY started_at',
        [executor],
      );
      for (const { id } of rows) {
        const tried = await client.query<{ dead: boolean }>(
          `SELECT pg_try_advisory_lock(${lockKey}) AS dead`,
          [id],
        );
        if (tried.rows[0]?.dead !== true) continue;
        try {
          await take(id);
          await client.query('DELETE FROM operation_executor WHERE id = $1', [id]);
        } finally {
          await client.query(`SELECT pg_advisory_unlock(${lockKey})`, [id]).catch(lose);
        }
      }
    },
    release: async () => {
      held = false;
      clearInterval(beat);
      if (lost.signal.aborted) return;
      await client.query('DELETE FROM operation_executor WHERE id = $1', [executor]).catch(() => undefined);
      await client.end().catch(() => undefined);
    },
  };
}
