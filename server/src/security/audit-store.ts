import { createHash } from 'node:crypto';
import type { AuditEntry } from '@tuskar/contract/access.ts';
import { sql } from 'kysely';
import type { Db } from '../platform/database/connect.ts';
import type { AuditedWrite } from './audit.ts';
import { canonicalJson } from './canonical-json.ts';

export type AuditContent = Omit<AuditEntry, 'hash' | 'previousHash'>;

/** What the first entry has for the hash before it. */
export const genesisHash = '0'.repeat(64);

const chainLock = '7310866170217983045';

/** SHA-256 over the hash before, a line feed, and the entry's canonical JSON. */
export function entryHash(previousHash: string, content: string): string {
  return createHash('sha256').update(`${previousHash}\n${content}`).digest('hex');
}

/** Adds an entry at the end of the chain. The transaction holds the chain until it ends, so keep it short. */
export async function insertEntry(tx: Db, entry: Omit<AuditContent, 'seq' | 'at'>): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(${sql.lit(chainLock)})`.execute(tx);
  const last = await tx
    .selectFrom('audit_entry')
    .select(['seq', 'hash'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  const seq = Number(last?.seq ?? 0) + 1;
  const previousHash = last?.hash ?? genesisHash;
  const content = canonicalJson({ ...entry, seq, at: new Date().toISOString() } satisfies AuditContent);
  await tx
    .insertInto('audit_entry')
    .values({
      seq: String(seq),
      content,
      previous_hash: previousHash,
      hash: entryHash(previousHash, content),
    })
    .execute();
}

export async function insertBegun(db: Db, write: AuditedWrite): Promise<void> {
  await db
    .insertInto('audit_begun')
    .values({ request_id: write.requestId, write: canonicalJson(write) })
    .execute();
}

export async function takeBegun(tx: Db, requestId: string): Promise<AuditedWrite | undefined> {
  const row = await tx
    .deleteFrom('audit_begun')
    .where('request_id', '=', requestId)
    .returning('write')
    .executeTakeFirst();
  return row?.write;
}

/** Writes that began so long ago that whoever did them is gone. */
export async function listStale(db: Db, olderThanSeconds: number): Promise<string[]> {
  const rows = await db
    .selectFrom('audit_begun')
    .select('request_id')
    .where('begun_at', '<', sql<Date>`now() - make_interval(secs => ${olderThanSeconds})`)
    .execute();
  return rows.map((row) => row.request_id);
}

export type AuditFilter = {
  limit: number;
  /** Only entries with a lower seq. */
  before?: string | undefined;
  actor?: string | undefined;
  /** A token's id. */
  token?: string | undefined;
  action?: string | undefined;
  outcome?: AuditEntry['outcome'] | undefined;
};

/** Newest first. */
export async function listEntries(db: Db, filter: AuditFilter): Promise<AuditEntry[]> {
  let query = db
    .selectFrom('audit_entry')
    .select(['content', 'hash', 'previous_hash'])
    .orderBy('seq', 'desc')
    .limit(filter.limit);
  if (filter.before !== undefined) query = query.where('seq', '<', filter.before);
  if (filter.actor !== undefined) query = query.where('actor', '=', filter.actor);
  if (filter.token !== undefined) query = query.where('token', '=', filter.token);
  if (filter.action !== undefined) query = query.where('action', '=', filter.action);
  if (filter.outcome !== undefined) query = query.where('outcome', '=', filter.outcome);
  const rows = await query.execute();
  return rows.map((row) => ({
    ...(JSON.parse(row.content) as AuditContent),
    hash: row.hash,
    previousHash: row.previous_hash,
  }));
}

export type ChainCheck = { entries: number; firstBroken: number | null; headHash: string };

/** Follows the chain inside the database, where a million entries take seconds and none travels. */
export async function checkChain(db: Db): Promise<ChainCheck> {
  const { rows } = await sql<{ entries: string; broken: string | null; head: string | null }>`
    WITH chain AS (
      SELECT seq, content, hash, previous_hash,
        lag(hash, 1, ${genesisHash}) OVER (ORDER BY seq) AS expected_previous,
        row_number() OVER (ORDER BY seq) AS place
      FROM audit_entry
    )
    SELECT count(*) AS entries,
      min(seq) FILTER (
        WHERE seq <> place
          OR previous_hash <> expected_previous
          OR (content::jsonb ->> 'seq')::bigint <> seq
          OR hash <> encode(sha256(convert_to(previous_hash || E'\n' || content, 'UTF8')), 'hex')
      ) AS broken,
      (SELECT hash FROM audit_entry ORDER BY seq DESC LIMIT 1) AS head
    FROM chain`.execute(db);
  const [row] = rows;
  return {
    entries: Number(row?.entries ?? 0),
    firstBroken: row?.broken == null ? null : Number(row.broken),
    headHash: row?.head ?? genesisHash,
  };
}
