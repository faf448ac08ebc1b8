import { TuskarError } from '@tuskar/contract/error.ts';
import { type Insertable, sql } from 'kysely';
import type { Db } from '../../platform/database/connect.ts';
import type { FindingRow, FindingTable } from './tables.ts';

export type FindingFilter = {
  racks?: string[] | undefined;
  site?: string | undefined;
  open?: boolean | undefined;
};

/** Newest first. */
export async function listFindings(db: Db, { racks, site, open }: FindingFilter): Promise<FindingRow[]> {
  let query = db.selectFrom('rack_finding').selectAll().orderBy('found_at', 'desc').orderBy('id').limit(1000);
  if (racks !== undefined) query = query.where('rack', '=', sql<string>`ANY(${racks})`);
  if (site !== undefined) {
    query = query.where('rack', 'in', (rack) =>
      rack.selectFrom('rack').select('name').where('site', '=', site),
    );
  }
  if (open !== undefined) query = query.where('settled_at', open ? 'is' : 'is not', null);
  return await query.execute();
}

/** @throws audit-finding-not-found */
export async function lockFinding(tx: Db, rack: string, id: string): Promise<FindingRow> {
  const row = await tx
    .selectFrom('rack_finding')
    .selectAll()
    .where('rack', '=', rack)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (row !== undefined) return row;
  throw new TuskarError('audit-finding-not-found', `There is no finding ${id} in the rack ${rack}.`, {
    context: { rack, finding: id },
  });
}

export async function insertFindings(tx: Db, findings: Insertable<FindingTable>[]): Promise<FindingRow[]> {
  return await tx.insertInto('rack_finding').values(findings).returningAll().execute();
}

export type Settlement = { by: string; reason: string };

export async function settleFinding(tx: Db, id: string, settlement: Settlement): Promise<FindingRow> {
  return await tx
    .updateTable('rack_finding')
    .set(settled(settlement))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Machines that were moved, or seen again: what was found of them before is answered. Gives the racks it was open in. */
export async function settleMoved(tx: Db, machines: string[], settlement: Settlement): Promise<string[]> {
  const rows = await tx
    .updateTable('rack_finding')
    .set(settled(settlement))
    .where('machine', '=', sql<string>`ANY(${machines})`)
    .where('settled_at', 'is', null)
    .returning('rack')
    .execute();
  return [...new Set(rows.map(({ rack }) => rack))];
}

export async function settleReservation(
  tx: Db,
  rack: string,
  labels: string[],
  settlement: Settlement,
): Promise<void> {
  await tx
    .updateTable('rack_finding')
    .set(settled(settlement))
    .where('rack', '=', rack)
    .where('reservation', '=', sql<string>`ANY(${labels})`)
    .where('settled_at', 'is', null)
    .execute();
}

function settled({ by, reason }: Settlement) {
  return { settled_at: new Date(), settled_by: by, settled_reason: reason };
}
