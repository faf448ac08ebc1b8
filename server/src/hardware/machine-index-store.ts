import { sql } from 'kysely';
import type { Db } from '../platform/database/connect.ts';
import type { MachineRow } from './tables.ts';

/** What the index in memory keeps of a machine. */
export type IndexedRow = Pick<
  MachineRow,
  | 'name'
  | 'provider'
  | 'manufacturer'
  | 'model'
  | 'serial'
  | 'class'
  | 'site'
  | 'location'
  | 'rack'
  | 'rack_unit'
  | 'state'
  | 'state_since'
  | 'state_deadline'
  | 'power'
  | 'contact'
  | 'bmc_address'
  | 'macs'
  | 'host'
  | 'labels'
> & { failed: boolean; in_maintenance: boolean; memory: number; cores: number };

const columns = sql`
  machine.name, machine.provider, machine.manufacturer, machine.model, machine.serial, machine.class, machine.site,
  machine.location, machine.rack, machine.rack_unit, machine.state, machine.state_since, machine.state_deadline,
  machine.power, machine.contact, machine.bmc_address, machine.macs, machine.host, machine.labels,
  machine.failure IS NOT NULL AS failed, machine.maintenance IS NOT NULL AS in_maintenance,
  coalesce((machine.summary->>'memoryMebibytes')::integer, 0) AS memory,
  coalesce((machine.summary->>'cores')::integer, 0) AS cores`;

/** The oldest transaction that is still under way: what it and later ones write is not seen yet. */
export async function currentHorizon(db: Db): Promise<string> {
  const { rows } = await sql<{
    horizon: string;
  }>`SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS horizon`.execute(db);
  return rows[0]?.horizon ?? '0';
}

export async function pageOfIndexed(
  db: Db,
  { after, limit }: { after: string; limit: number },
): Promise<IndexedRow[]> {
  const { rows } = await sql<IndexedRow>`
    SELECT ${columns} FROM machine WHERE name > ${after} ORDER BY name LIMIT ${limit}`.execute(db);
  return rows;
}

/**
 * What changed since a horizon, and the next one. A machine without a row was forgotten. The rows are asked for by name,
 * apart: PostgreSQL cannot tell how few transactions are later than a given one, and joined it would read all machines.
 */
export async function changesSince(
  db: Db,
  since: string,
): Promise<{ horizon: string; changes: { name: string; row: IndexedRow | undefined }[] }> {
  const { rows: changed } = await sql<{ horizon: string; name: string | null }>`
    SELECT now.horizon, machine_change.name
    FROM (SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS horizon) AS now
      LEFT JOIN machine_change ON machine_change.changed >= ${since}::xid8`.execute(db);
  const names = changed.flatMap(({ name }) => name ?? []);
  const horizon = changed[0]?.horizon ?? since;
  if (names.length === 0) return { horizon, changes: [] };
  const { rows } = await sql<IndexedRow>`SELECT ${columns} FROM machine WHERE name = ANY(${names})`.execute(
    db,
  );
  const rowOf = new Map(rows.map((row) => [row.name, row]));
  return { horizon, changes: names.map((name) => ({ name, row: rowOf.get(name) })) };
}
