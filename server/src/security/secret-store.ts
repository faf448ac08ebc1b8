import { sql } from 'kysely';
import type { Db } from '../platform/database/connect.ts';
import type { Sealer } from './sealing.ts';
import type { SecretKind } from './secret-kind.ts';

export type StoredSecret = { name: string; version: number; value: string };

type NewSecret = { name: string; kind: SecretKind; value: string };

const place = (name: string, version: number) => ({ table: 'secret', id: `${name}@${version}` });

export async function readSecret(
  db: Db,
  sealer: Sealer,
  { name, version }: { name: string; version: number },
): Promise<string | undefined> {
  const row = await db
    .selectFrom('secret')
    .select(['key_id', 'sealed'])
    .where('name', '=', name)
    .where('version', '=', version)
    .executeTakeFirst();
  return row && sealer.open({ keyId: row.key_id, sealed: row.sealed }, place(name, version));
}

export async function newestVersion(db: Db, name: string): Promise<number | undefined> {
  const row = await db
    .selectFrom('secret')
    .select('version')
    .where('name', '=', name)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.version;
}

export async function newestSecret(db: Db, sealer: Sealer, name: string): Promise<StoredSecret | undefined> {
  const version = await newestVersion(db, name);
  if (version === undefined) return undefined;
  const value = await readSecret(db, sealer, { name, version });
  return value === undefined ? undefined : { name, version, value };
}

/** Adds a version after the newest. Needs the lock on the name. */
export async function addVersion(db: Db, sealer: Sealer, { name, kind, value }: NewSecret): Promise<number> {
  const version = ((await newestVersion(db, name)) ?? 0) + 1;
  const { keyId, sealed } = sealer.seal(value, place(name, version));
  await db.insertInto('secret').values({ name, version, kind, key_id: keyId, sealed }).execute();
  return version;
}

/** Holds the making of secrets of one stem until the transaction ends, in all processes. */
export async function lockStem(db: Db, stem: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`secret/${stem}`}, 0))`.execute(db);
}

export async function newestVersions(db: Db, prefix: string): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('secret')
    .select(({ fn }) => ['name', fn.max('version').as('version')])
    .where(startsWith(prefix))
    .groupBy('name')
    .execute();
  return new Map(rows.map(({ name, version }) => [name, version]));
}

export async function deleteSecrets(db: Db, prefix: string): Promise<void> {
  await db.deleteFrom('secret').where(startsWith(prefix)).execute();
}

function startsWith(prefix: string) {
  return sql<boolean>`starts_with(name, ${prefix})`;
}
