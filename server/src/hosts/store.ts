import type { Host, HostRole } from '@tuskar/contract/host.ts';
import type { Insertable } from 'kysely';
import type { Db } from '../platform/database/connect.ts';
import { naturally } from '../platform/database/natural-order.ts';
import type { HostMeasurements } from './schema.ts';
import type { HostRow, HostTable } from './tables.ts';

export type HostFilter = {
  cloud?: string | undefined;
  role?: HostRole | undefined;
  after?: string | undefined;
  limit: number;
};

export async function listHostRows(db: Db, { cloud, role, after, limit }: HostFilter): Promise<HostRow[]> {
  let query = db.selectFrom('host').selectAll().orderBy(naturally('name')).limit(limit);
  if (cloud !== undefined) query = query.where('cloud', '=', cloud);
  if (role !== undefined) query = query.where((where) => where(where.val(role), '=', where.fn.any('roles')));
  if (after !== undefined) query = query.where(naturally('name'), '>', after);
  return await query.execute();
}

export async function findHostRow(db: Db, name: string): Promise<HostRow | undefined> {
  return await db.selectFrom('host').selectAll().where('name', '=', name).executeTakeFirst();
}

export type NewHost = Omit<Insertable<HostTable>, 'facts' | 'state' | 'roles'>;

/** Makes the host known, or takes over its new address, key and image; what is known of it otherwise stays. */
export async function upsertHostRow(db: Db, host: NewHost): Promise<HostRow> {
  const { source, address, tunnel_address, ssh_user, host_key, image } = host;
  return await db
    .insertInto('host')
    .values(host)
    .onConflict((conflict) =>
      conflict.column('name').doUpdateSet({ source, address, tunnel_address, ssh_user, host_key, image }),
    )
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function updateHostRow(
  db: Db,
  name: string,
  change: Partial<{
    cloud: string | null;
    roles: HostRole[];
    converged_to: string | null;
    converged_at: Date | null;
    drift: number | null;
  }>,
): Promise<void> {
  await db.updateTable('host').set(change).where('name', '=', name).execute();
}

/** Sets the state; its clock begins anew only where the state is another. Gives the host where something changed. */
export async function setHostState(
  db: Db,
  name: string,
  state: Host['state'],
  reason: string | null,
): Promise<HostRow | undefined> {
  return await db
    .updateTable('host')
    .set((column) => ({
      state,
      state_reason: reason,
      state_since: column
        .case()
        .when('state', '=', state)
        .then(column.ref('state_since'))
        .else(new Date())
        .end(),
    }))
    .where('name', '=', name)
    .where((where) =>
      where.or([where('state', '!=', state), where('state_reason', 'is distinct from', reason)]),
    )
    .returningAll()
    .executeTakeFirst();
}

export async function setHostFacts(db: Db, name: string, facts: HostMeasurements): Promise<void> {
  await db
    .updateTable('host')
    .set({ facts: JSON.stringify(facts) })
    .where('name', '=', name)
    .execute();
}

export async function deleteHostRow(db: Db, name: string): Promise<void> {
  await db.deleteFrom('host').where('name', '=', name).execute();
}
