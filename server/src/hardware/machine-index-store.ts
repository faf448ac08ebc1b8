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

/** What changed since a horizon, and the next one. A machine without a row was forgotten. */
export async function changesSince(
  db: Db,
  since: string,
): Promise<{ horizon: string; changes: { name: string; row: IndexedRow | undefined }[] }> {
  const { rows } = await sql<
    Partial<IndexedRow> & { horizon: string; changed_name: string | null; name: string | null }
  >`
    SELECT now.horizon, machine_change.name AS changed_name, ${columns}
    FROM (SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS horizon) AS now
      LEFT JOIN machine_change ON machine_change.changed >= ${since}::xid8
      LEFT JOIN machine ON machine.name = machine_change.name`.execute(db);
  const changes = rows.flatMap((row) =>
    row.changed_name === null
      ? []
      : [{ name: row.changed_name, row: row.name === null ? undefined : (row as IndexedRow) }],
  );
  return { horizon: rows[0]?.horizon ?? since, changes };
}
