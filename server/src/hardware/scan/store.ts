import { TuskarError } from '@tuskar/contract/error.ts';
import type { ScanCandidate } from '@tuskar/contract/machine-scan.ts';
import { sql } from 'kysely';
import type { Db } from '../../platform/database/connect.ts';
import type { MachineScanRow, ScanRangeRow } from './tables.ts';

export async function listRanges(
  db: Db,
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<ScanRangeRow[]> {
  let query = db.selectFrom('scan_range').selectAll().orderBy('cidr').limit(limit);
  if (after !== undefined) query = query.where('cidr', '>', after);
  return await query.execute();
}

export async function insertRange(
  db: Db,
  range: { cidr: string; note: string | null; created_by: string },
): Promise<ScanRangeRow> {
  return await db
    .insertInto('scan_range')
    .values(range)
    .onConflict((conflict) => conflict.column('cidr').doUpdateSet({ note: range.note }))
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** @throws scan-range-not-found */
export async function deleteRange(db: Db, cidr: string): Promise<void> {
  const { numDeletedRows } = await db.deleteFrom('scan_range').where('cidr', '=', cidr).executeTakeFirst();
  if (numDeletedRows === 0n) throw new TuskarError('scan-range-not-found', `There is no range ${cidr}.`);
}

export type NewScan = Pick<MachineScanRow, 'id' | 'range' | 'port' | 'scheme' | 'rate' | 'requested_by'>;

export async function insertScan(db: Db, scan: NewScan): Promise<void> {
  await db.insertInto('machine_scan').values(scan).execute();
}

/** @throws machine-scan-not-found */
export async function getScan(db: Db, id: string): Promise<MachineScanRow> {
  const row = await db.selectFrom('machine_scan').selectAll().where('id', '=', id).executeTakeFirst();
  if (row !== undefined) return row;
  throw new TuskarError('machine-scan-not-found', `There is no scan ${id}.`);
}

export async function listScans(
  db: Db,
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<MachineScanRow[]> {
  let query = db
    .selectFrom('machine_scan')
    .selectAll()
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(limit);
  if (after !== undefined) {
    const last = db.selectFrom('machine_scan').select('created_at').where('id', '=', after);
    query = query.where(sql<boolean>`(created_at, id) < ((${last}), ${after})`);
  }
  return await query.execute();
}

export async function setCandidates(db: Db, id: string, candidates: ScanCandidate[]): Promise<void> {
  await db
    .updateTable('machine_scan')
    .set({ candidates: JSON.stringify(candidates) })
    .where('id', '=', id)
    .execute();
}

/** Scans older than a day whose credentials are still kept. */
export async function scansWithOldCredentials(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('machine_scan')
    .select('id')
    .where('credentials_kept', '=', true)
    .where('created_at', '<', sql<Date>`now() - interval '1 day'`)
    .limit(500)
    .execute();
  return rows.map(({ id }) => id);
}

export async function markCredentialsForgotten(db: Db, id: string): Promise<void> {
  await db.updateTable('machine_scan').set({ credentials_kept: false }).where('id', '=', id).execute();
}

/** Names of machines by the address of their BMC. */
export async function machinesByBmc(db: Db, addresses: string[]): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('machine')
    .select(['name', 'bmc_address'])
    .where('state', '<>', 'retired')
    .where(sql<boolean>`bmc_address = ANY (${addresses}::text[])`)
    .execute();
  return new Map(rows.map(({ name, bmc_address }) => [bmc_address, name]));
}
