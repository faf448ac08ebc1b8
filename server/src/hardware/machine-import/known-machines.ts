import { sql } from 'kysely';
import type { Db } from '../../platform/database/connect.ts';

export type KnownMachine = {
  name: string;
  id: string;
  bmc_address: string;
  bmc_port: number | null;
  bmc_system_id: string | null;
  macs: string[];
};

/** Machines that have any of the MAC addresses, BMC addresses, ids or names. */
export async function findKnown(
  db: Db,
  given: { macs: string[]; addresses: string[]; ids: string[]; names: string[] },
): Promise<KnownMachine[]> {
  return await db
    .selectFrom('machine')
    .select(['name', 'id', 'bmc_address', 'bmc_port', 'bmc_system_id', 'macs'])
    .where('state', '<>', 'retired')
    .where(
      sql<boolean>`(macs && ${given.macs}::text[] OR bmc_address = ANY (${given.addresses}::text[])
        OR id::text = ANY (${given.ids}::text[]) OR node = ANY (${given.ids}::text[])
        OR name = ANY (${given.names}::text[]))`,
    )
    .execute();
}
