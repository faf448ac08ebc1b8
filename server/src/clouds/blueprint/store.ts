import { TuskarError } from '@tuskar/contract/error.ts';
import type { Blueprint, BlueprintState } from '@tuskar/contract/cloud.ts';
import { type Selectable, sql } from 'kysely';
import type { Db } from '../../platform/database/connect.ts';
import type { CompiledBlueprint } from '../compile/compiled.ts';
import { type HostPart, insertHosts, loadHosts, partDigests } from './part-store.ts';
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
  parts: HostPart[];
  summary: Blueprint['summary'];
};

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
  const { hosts: _parts, ...header } = blueprint.compiled;
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
  await insertHosts(db, blueprint.id, blueprint.parts);
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

/** The whole blueprint, as it was compiled. @throws blueprint-not-found */
export async function loadCompiled(db: Db, id: string): Promise<CompiledBlueprint> {
  const { header } = await loadContent(db, id);
  return { ...header, hosts: await loadHosts(db, id) };
}

/**
 * The blueprint against which another is to be compared: of hosts that are alike in both only the other's are given, so
 * that of a thousand hosts only those that change are read.
 *
 * @throws blueprint-not-found
 */
export async function loadAgainst(db: Db, id: string, parts: HostPart[]): Promise<CompiledBlueprint> {
  const { header } = await loadContent(db, id);
  const alike = new Map(parts.map((part) => [part.digest, part.host]));
  const digests = await partDigests(db, id);
  const changed = [...digests].filter(([, digest]) => !alike.has(digest)).map(([name]) => name);
  const read = new Map((await loadHosts(db, id, changed)).map((host) => [host.name, host]));
  const hosts = [...digests].flatMap(([name, digest]) => alike.get(digest) ?? read.get(name) ?? []);
  return { ...header, hosts };
}
