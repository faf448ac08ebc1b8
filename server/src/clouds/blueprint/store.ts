import { TuskarError } from '@tuskar/contract/error.ts';
import type { Blueprint, BlueprintState } from '@tuskar/contract/cloud.ts';
import { type Selectable, sql } from 'kysely';
import type { CompiledBlueprint, CompiledHost } from '../compile/compiled.ts';
import { digestOfText } from '../compile/digest.ts';
import type { Db } from '../../platform/database/connect.ts';
import type { BlueprintHeader, BlueprintTable } from '../tables.ts';

/** A blueprint without what it does: lists would carry megabytes. */
export type BlueprintListRow = Omit<Selectable<BlueprintTable>, 'header' | 'intent' | 'digest'> & {
  warnings: string[];
};

export type NewBlueprint = {
  id: string;
  parent: string | null;
  intent: string;
  createdBy: string;
  compiled: CompiledBlueprint;
  summary: Blueprint['summary'];
};

/** Hosts in one INSERT: PostgreSQL takes 65,535 parameters. */
const batch = 500;

function select(db: Db) {
  return db
    .selectFrom('blueprint')
    .select([
      'id',
      'cloud',
      'parent',
      'state',
      'image',
      'summary',
      'created_at',
      'created_by',
      'approved_at',
      'approved_by',
      'approval_reason',
      'executed_by',
      'ended_reason',
      sql<string[]>`header -> 'warnings'`.as('warnings'),
    ]);
}

export async function insertBlueprint(db: Db, blueprint: NewBlueprint): Promise<void> {
  const { hosts, ...header } = blueprint.compiled;
  await db
    .insertInto('blueprint')
    .values({
      id: blueprint.id,
      cloud: header.cloud,
      parent: blueprint.parent,
      image: header.image,
      intent: blueprint.intent,
      digest: header.digest,
      header: JSON.stringify(header),
      summary: JSON.stringify(blueprint.summary),
      created_by: blueprint.createdBy,
    })
    .execute();
  await insertHosts(db, blueprint.id, hosts);
}

async function insertHosts(db: Db, blueprint: string, hosts: CompiledHost[]): Promise<void> {
  const parts = hosts.map((host, position) => {
    const content = JSON.stringify(host);
    return { host: host.name, position, part: digestOfText(content), content };
  });
  for (let start = 0; start < parts.length; start += batch) {
    const some = parts.slice(start, start + batch);
    await db
      .insertInto('blueprint_part')
      .values(some.map(({ part, content }) => ({ digest: part, content })))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await db
      .insertInto('blueprint_host')
      .values(some.map(({ host, position, part }) => ({ blueprint, host, position, part })))
      .execute();
  }
}

/** @throws blueprint-not-found */
export async function getBlueprint(db: Db, id: string): Promise<BlueprintListRow> {
  const row = await select(db).where('id', '=', id).executeTakeFirst();
  if (row !== undefined) return row;
  throw new TuskarError('blueprint-not-found', `There is no blueprint ${id}.`, {
    context: { blueprint: id },
  });
}

export async function listBlueprints(db: Db, cloud: string): Promise<BlueprintListRow[]> {
  return await select(db)
    .where('cloud', '=', cloud)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
}

/** The newest of the cloud's blueprints, or of those in one of the states. */
export async function newestBlueprint(
  db: Db,
  cloud: string,
  states?: BlueprintState[],
): Promise<BlueprintListRow | undefined> {
  let query = select(db).where('cloud', '=', cloud).orderBy('created_at', 'desc').orderBy('id', 'desc');
  if (states !== undefined) query = query.where('state', 'in', states);
  return await query.limit(1).executeTakeFirst();
}

/** A proposal that says the same from the same beginning. */
export async function equalProposal(
  db: Db,
  wanted: { cloud: string; parent: string | null; digest: string; intent: string },
): Promise<BlueprintListRow | undefined> {
  return await select(db)
    .where('cloud', '=', wanted.cloud)
    .where('digest', '=', wanted.digest)
    .where('intent', '=', wanted.intent)
    .where('parent', wanted.parent === null ? 'is' : '=', wanted.parent)
    .where('state', 'in', ['proposed', 'approved'])
    .orderBy('created_at', 'desc')
    .executeTakeFirst();
}

export type BlueprintContent = { header: BlueprintHeader; intent: string };

/** @throws blueprint-not-found */
export async function loadContent(db: Db, id: string): Promise<BlueprintContent> {
  const row = await db
    .selectFrom('blueprint')
    .select(['header', 'intent'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (row !== undefined) return row;
  throw new TuskarError('blueprint-not-found', `There is no blueprint ${id}.`, {
    context: { blueprint: id },
  });
}

function hostsOf(db: Db, id: string) {
  return db
    .selectFrom('blueprint_host')
    .innerJoin('blueprint_part', 'blueprint_part.digest', 'blueprint_host.part')
    .select('blueprint_part.content')
    .where('blueprint', '=', id)
    .orderBy('position');
}

/** The whole blueprint, as it was compiled. @throws blueprint-not-found */
export async function loadCompiled(db: Db, id: string): Promise<CompiledBlueprint> {
  const { header } = await loadContent(db, id);
  const rows = await hostsOf(db, id).execute();
  return { ...header, hosts: rows.map((row) => row.content) };
}

/** One host of a blueprint; undefined where the blueprint does not have it. */
export async function loadHost(db: Db, id: string, host: string): Promise<CompiledHost | undefined> {
  const row = await hostsOf(db, id).where('host', '=', host).executeTakeFirst();
  return row?.content;
}

/** Digests of a blueprint's hosts by name, without what is in them. */
export async function hostParts(db: Db, id: string): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('blueprint_host')
    .select(['host', 'part'])
    .where('blueprint', '=', id)
    .orderBy('position')
    .execute();
  return new Map(rows.map(({ host, part }) => [host, part]));
}

/** Host contents that no blueprint has any more. */
export async function deleteUnusedParts(db: Db): Promise<void> {
  await db
    .deleteFrom('blueprint_part')
    .where(sql<boolean>`NOT EXISTS (SELECT FROM blueprint_host WHERE part = blueprint_part.digest)`)
    .execute();
}
