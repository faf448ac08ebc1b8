import { TuskarError } from '@tuskar/contract/error.ts';
import type { Part, PartDetail } from '@tuskar/contract/inspection.ts';
import type { PartKind } from '@tuskar/contract/inventory.ts';
import { sql } from 'kysely';
import type { Db, DbTransaction } from '../../platform/database/connect.ts';
import type { PartRow } from '../acceptance-tables.ts';
import type { InventoryPart } from '../inventory/parts.ts';

/** Follows parts: those seen in a machine now are there, those that were and are not seen have left it. */
export async function followParts(
  tx: DbTransaction,
  { machine, parts, at }: { machine: string; parts: InventoryPart[]; at: Date },
): Promise<void> {
  const seen = new Map<string, InventoryPart & { serial: string }>();
  for (const part of parts) {
    if (part.serial !== null) seen.set(`${part.kind} ${part.serial}`, { ...part, serial: part.serial });
  }
  const ids = await upsertParts(tx, { machine, parts: [...seen.values()], at });
  let left = tx.updateTable('part').set({ machine: null, place: null }).where('machine', '=', machine);
  if (ids.length > 0)
    left = left.where(
      'id',
      'not in',
      ids.map(({ id }) => id),
    );
  await left.execute();
  await closeStays(tx, { machine, at });
  await openStays(
    tx,
    ids.map(({ id }) => id),
    at,
  );
}

async function upsertParts(
  tx: DbTransaction,
  { machine, parts, at }: { machine: string; parts: (InventoryPart & { serial: string })[]; at: Date },
): Promise<{ id: string }[]> {
  if (parts.length === 0) return [];
  const rows = parts
    // In one order everywhere, so that two machines that exchanged parts do not wait for each other.
    .toSorted((a, b) => (`${a.kind} ${a.serial}` < `${b.kind} ${b.serial}` ? -1 : 1))
    .map(({ kind, serial, manufacturer, model, place }) => ({
      kind,
      serial,
      manufacturer,
      model,
      machine,
      place,
      first_seen_at: at,
      last_seen_at: at,
    }));
  return await tx
    .insertInto('part')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['kind', 'serial']).doUpdateSet((is) => ({
        machine: is.ref('excluded.machine'),
        place: is.ref('excluded.place'),
        manufacturer: sql`coalesce(excluded.manufacturer, part.manufacturer)`,
        model: sql`coalesce(excluded.model, part.model)`,
        last_seen_at: is.ref('excluded.last_seen_at'),
      })),
    )
    .returning('id')
    .execute();
}

/** Ends each stay whose part is elsewhere now. */
async function closeStays(tx: DbTransaction, { machine, at }: { machine: string; at: Date }): Promise<void> {
  await sql`
    UPDATE part_stay SET until = ${at} FROM part
    WHERE part.id = part_stay.part AND part_stay.until IS NULL
      AND (part_stay.machine = ${machine} OR part.machine = ${machine})
      AND (part.machine, part.place) IS DISTINCT FROM (part_stay.machine, part_stay.place)`.execute(tx);
}

async function openStays(tx: DbTransaction, ids: string[], at: Date): Promise<void> {
  if (ids.length === 0) return;
  await sql`
    INSERT INTO part_stay (part, machine, place, since)
    SELECT id, machine, place, ${at} FROM part
    WHERE id IN (${sql.join(ids)})
      AND NOT EXISTS (SELECT FROM part_stay WHERE part = part.id AND until IS NULL)`.execute(tx);
}

/** Parts of a kind that were in a machine and are nowhere now, those that left last first. */
export async function listLostParts(
  db: Db,
  { machine, kind, limit }: { machine: string; kind: PartKind; limit: number },
): Promise<{ kind: PartKind; serial: string; place: string | null }[]> {
  return await db
    .selectFrom('part_stay')
    .innerJoin('part', 'part.id', 'part_stay.part')
    .select(['part.kind', 'part.serial', 'part_stay.place'])
    .where('part_stay.machine', '=', machine)
    .where('part_stay.until', 'is not', null)
    .where('part.kind', '=', kind)
    .where('part.machine', 'is', null)
    .orderBy('part_stay.until', 'desc')
    .orderBy('part.id')
    .limit(limit)
    .execute();
}

export type PartFilter = {
  search?: string | undefined;
  kind?: PartKind | undefined;
  machine?: string | undefined;
  after?: string | undefined;
  limit: number;
};

export async function listParts(db: Db, filter: PartFilter): Promise<PartRow[]> {
  const { search, kind, machine, after, limit } = filter;
  let query = db.selectFrom('part').selectAll().orderBy('id').limit(limit);
  if (search !== undefined && search !== '') {
    const pattern = `%${search.toLowerCase().replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
    query = query.where((is) =>
      is.or([
        is(sql<string>`lower(serial)`, 'like', pattern),
        is(sql<string>`lower(model)`, 'like', pattern),
      ]),
    );
  }
  if (kind !== undefined) query = query.where('kind', '=', kind);
  if (machine !== undefined) query = query.where('machine', '=', machine);
  if (after !== undefined) query = query.where('id', '>', after);
  return await query.execute();
}

/** @throws part-not-found */
export async function showPart(db: Db, id: string): Promise<PartDetail> {
  const row = /^\d{1,18}$/.test(id)
    ? await db.selectFrom('part').selectAll().where('id', '=', id).executeTakeFirst()
    : undefined;
  if (row === undefined) throw new TuskarError('part-not-found', `There is no part ${id}.`);
  const stays = await db
    .selectFrom('part_stay')
    .selectAll()
    .where('part', '=', id)
    .orderBy('since', 'desc')
    .execute();
  return {
    ...toPart(row),
    stays: stays.map(({ machine, place, since, until }) => ({
      machine,
      place,
      since: since.toISOString(),
      until: until?.toISOString() ?? null,
    })),
  };
}

export function toPart(row: PartRow): Part {
  const { id, kind, serial, manufacturer, model, machine, place } = row;
  return {
    id,
    kind,
    serial,
    manufacturer,
    model,
    machine,
    place,
    firstSeenAt: row.first_seen_at.toISOString(),
    lastSeenAt: row.last_seen_at.toISOString(),
  };
}
