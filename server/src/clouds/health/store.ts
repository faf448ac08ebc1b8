import type { ServiceHealth } from '@tuskar/contract/cloud.ts';
import type { Db } from '../../platform/database/connect.ts';

/** What one probe found. */
export type ProbeResult = Omit<ServiceHealth, 'checkedAt'> & { probe: string };

export async function serviceHealth(db: Db, cloud: string): Promise<ServiceHealth[]> {
  const rows = await db
    .selectFrom('service_health')
    .select(['service', 'host', 'unit', 'state', 'reason', 'checked_at'])
    .where('cloud', '=', cloud)
    .orderBy('service')
    .orderBy('host')
    .orderBy('probe')
    .execute();
  return rows.map(({ checked_at, ...row }) => ({ ...row, checkedAt: checked_at.toISOString() }));
}

/** Replaces what is known of a cloud's services. */
export async function saveHealth(db: Db, cloud: string, results: ProbeResult[]): Promise<void> {
  const checked_at = new Date();
  await db.deleteFrom('service_health').where('cloud', '=', cloud).execute();
  const batch = 1000;
  for (let start = 0; start < results.length; start += batch)
    await db
      .insertInto('service_health')
      .values(results.slice(start, start + batch).map((result) => ({ cloud, ...result, checked_at })))
      .execute();
}

/** State of every probe by its key, to tell what changed. */
export async function healthStates(db: Db, cloud: string): Promise<Map<string, ServiceHealth['state']>> {
  const rows = await db
    .selectFrom('service_health')
    .select(['host', 'service', 'probe', 'state'])
    .where('cloud', '=', cloud)
    .execute();
  return new Map(rows.map((row) => [`${row.host} ${row.service} ${row.probe}`, row.state]));
}
