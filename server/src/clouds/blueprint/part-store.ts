import { sql } from 'kysely';
import type { Db } from '../../platform/database/connect.ts';
import type { CompiledHost } from '../compile/compiled.ts';
import { digestOfText } from '../compile/digest.ts';

/** A host as it is kept: once for all blueprints in which it is the same. */
export type HostPart = { host: CompiledHost; content: string; digest: string };

/** Hosts in one statement: PostgreSQL takes 65,535 parameters. */
const batch = 500;

export function partsOf(hosts: CompiledHost[]): HostPart[] {
  return hosts.map((host) => {
    const content = JSON.stringify(host);
    return { host, content, digest: digestOfText(content) };
  });
}

function batches<Value>(values: Value[]): Value[][] {
  return Array.from({ length: Math.ceil(values.length / batch) }, (_, index) =>
    values.slice(index * batch, (index + 1) * batch),
  );
}

async function knownDigests(db: Db, digests: string[]): Promise<Set<string>> {
  const rows = await db
    .selectFrom('blueprint_part')
    .select('digest')
    .where(sql<boolean>`digest = ANY(${digests})`)
    .execute();
  return new Set(rows.map((row) => row.digest));
}

/** Keeps the hosts of a blueprint; contents that are kept already are not even sent. */
export async function insertHosts(db: Db, blueprint: string, parts: HostPart[]): Promise<void> {
  const known = await knownDigests(
    db,
    parts.map((part) => part.digest),
  );
  for (const some of batches(parts.filter((part) => !known.has(part.digest)))) {
    await db
      .insertInto('blueprint_part')
      .values(some.map(({ digest, content }) => ({ digest, content })))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  const rows = parts.map(({ host, digest }, position) => ({
    blueprint,
    host: host.name,
    position,
    part: digest,
  }));
  for (const some of batches(rows)) await db.insertInto('blueprint_host').values(some).execute();
}

/** A blueprint's hosts in the order of the intent; only those named, where names are given. */
export async function loadHosts(db: Db, blueprint: string, names?: string[]): Promise<CompiledHost[]> {
  let query = db
    .selectFrom('blueprint_host')
    .innerJoin('blueprint_part', 'blueprint_part.digest', 'blueprint_host.part')
    .select('blueprint_part.content')
    .where('blueprint', '=', blueprint)
    .orderBy('position');
  if (names !== undefined) query = query.where(sql<boolean>`host = ANY(${names})`);
  return (await query.execute()).map((row) => row.content);
}

/** One host of a blueprint; undefined where the blueprint does not have it. */
export async function loadHost(db: Db, blueprint: string, name: string): Promise<CompiledHost | undefined> {
  return (await loadHosts(db, blueprint, [name]))[0];
}

/** Digests of a blueprint's hosts by name, in the order of the intent. */
export async function partDigests(db: Db, blueprint: string): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('blueprint_host')
    .select(['host', 'part'])
    .where('blueprint', '=', blueprint)
    .orderBy('position')
    .execute();
  return new Map(rows.map(({ host, part }) => [host, part]));
}

/** Forgets hosts that no blueprint has any more. */
export async function deleteUnusedParts(db: Db): Promise<void> {
  await db
    .deleteFrom('blueprint_part')
    .where(sql<boolean>`NOT EXISTS (SELECT FROM blueprint_host WHERE part = blueprint_part.digest)`)
    .execute();
}
