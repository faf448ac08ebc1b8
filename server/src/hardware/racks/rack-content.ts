import { sql } from 'kysely';
import type { Db } from '../../platform/database/connect.ts';
import { naturally } from '../../platform/database/natural-order.ts';
import type { RackContent } from './elevation.ts';
import { sentenceOf } from './finding.ts';
import { listFindings } from './finding-store.ts';
import { listRackRows, type RackFilter } from './rack-store.ts';
import { withSummaries } from './rack-summary.ts';
import { listReservations } from './reservation-store.ts';

/** Racks with all that is in them, in as many queries for a hundred racks as for one. */
export async function readRackContents(db: Db, filter: RackFilter): Promise<RackContent[]> {
  const racks = await withSummaries(db, await listRackRows(db, filter));
  const names = racks.map(({ name }) => name);
  const machines = await db
    .selectFrom('machine')
    .selectAll()
    .where('rack', '=', sql<string>`ANY(${names})`)
    .orderBy(naturally('name'))
    .execute();
  const reservations = await listReservations(db, { racks: names });
  const findings = await listFindings(db, { racks: names, open: true });
  const discrepancies = new Map(
    findings.flatMap((row) => (row.machine === null ? [] : [[row.machine, sentenceOf(row)] as const])),
  );
  const machinesOf = Map.groupBy(machines, ({ rack }) => rack);
  const reservationsOf = Map.groupBy(reservations, ({ rack }) => rack);
  return racks.map((rack) => ({
    rack,
    machines: machinesOf.get(rack.name) ?? [],
    reservations: reservationsOf.get(rack.name) ?? [],
    discrepancies,
  }));
}
