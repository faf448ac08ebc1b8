import { sql } from 'kysely';
import type { Sealer } from '../../security/sealing.ts';
import type { Db } from '../database/connect.ts';
import type { IdempotencyKey, IdempotencyStore } from './idempotency.ts';

/** Hours that answers are kept. */
const keptHours = 24;
/** Seconds between the signs of life of a request that has no answer yet; and after which it is one whose process died. */
const aliveSeconds = 2;
const abandonedSeconds = 10;

const idOf = ({ actor, key }: IdempotencyKey): string => JSON.stringify([actor, key]);

/** Answers in the database, sealed: a new token's secret is among them. */
export function createIdempotencyStore({ db, sealer }: { db: Db; sealer: Sealer }): IdempotencyStore {
  const place = ({ actor, key }: IdempotencyKey) => ({
    table: 'idempotency_key',
    id: idOf({ actor, key }),
  });

  const signs = createSignsOfLife(db);

  return {
    claim: async (key, digest) => {
      if (await insertClaim(db, key, digest)) {
        signs.begin(key);
        return { state: 'claimed' };
      }
      const row = await find(db, key);
      // It was given up in this moment: the next try has it.
      if (row === undefined) return { state: 'taken', digest, answer: undefined };
      if (row.status === null || row.key_id === null || row.sealed === null) {
        return { state: 'taken', digest: row.digest, answer: undefined };
      }
      const body = sealer.open({ keyId: row.key_id, sealed: row.sealed }, place(key));
      return { state: 'taken', digest: row.digest, answer: { status: row.status, body } };
    },
    keep: async (key, { status, body }) => {
      signs.end(key);
      const { keyId, sealed } = sealer.seal(body, place(key));
      await db
        .updateTable('idempotency_key')
        .set({ status, key_id: keyId, sealed })
        .where('actor', '=', key.actor)
        .where('key', '=', key.key)
        .execute();
    },
    release: async (key) => {
      signs.end(key);
      await db
        .deleteFrom('idempotency_key')
        .where('actor', '=', key.actor)
        .where('key', '=', key.key)
        .where('status', 'is', null)
        .execute();
    },
  };
}

/** Keeps a claim young for as long as its request is at work, so that it is only taken from a process that died. */
function createSignsOfLife(db: Db) {
  const timers = new Map<string, NodeJS.Timeout>();
  const give = async ({ actor, key }: IdempotencyKey): Promise<void> => {
    await db
      .updateTable('idempotency_key')
      .set({ created_at: sql<Date>`now()` })
      .where('actor', '=', actor)
      .where('key', '=', key)
      .where('status', 'is', null)
      .execute();
  };
  const end = (key: IdempotencyKey): void => {
    clearInterval(timers.get(idOf(key)));
    timers.delete(idOf(key));
  };
  return {
    end,
    begin: (key: IdempotencyKey): void => {
      end(key);
      // One that the database does not take is made good by the next.
      const timer = setInterval(() => void give(key).catch(() => undefined), aliveSeconds * 1000);
      timers.set(idOf(key), timer.unref());
    },
  };
}

/** Takes a key that is free, or whose request is older than its answer is kept, or was cut off. */
async function insertClaim(db: Db, { actor, key }: IdempotencyKey, digest: string): Promise<boolean> {
  const { rows } = await sql`
    INSERT INTO idempotency_key AS known (actor, key, digest) VALUES (${actor}, ${key}, ${digest})
    ON CONFLICT (actor, key) DO UPDATE
      SET digest = excluded.digest, status = NULL, key_id = NULL, sealed = NULL, created_at = now()
      WHERE known.created_at < now() - make_interval(hours => ${keptHours})
        OR (known.status IS NULL AND known.created_at < now() - make_interval(secs => ${abandonedSeconds}))
    RETURNING actor`.execute(db);
  return rows.length > 0;
}

async function find(db: Db, { actor, key }: IdempotencyKey) {
  return db
    .selectFrom('idempotency_key')
    .select(['digest', 'status', 'key_id', 'sealed'])
    .where('actor', '=', actor)
    .where('key', '=', key)
    .executeTakeFirst();
}

export async function deleteOldAnswers(db: Db): Promise<number> {
  const result = await db
    .deleteFrom('idempotency_key')
    .where('created_at', '<', sql<Date>`now() - make_interval(hours => ${keptHours})`)
    .executeTakeFirst();
  return Number(result.numDeletedRows);
}
