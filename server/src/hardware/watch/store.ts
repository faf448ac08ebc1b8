import type { SensorReading } from '@tuskar/contract/machine-watch.ts';
import { sql } from 'kysely';
import type { Db } from '../../platform/database/connect.ts';
import { jsonText } from '../../platform/json.ts';
import type { MachineWatchRow } from '../tables.ts';
import type { MachineRow } from '../tables.ts';
import type { Health, WatchTarget } from './probe.ts';

export type Watched = WatchTarget &
  Pick<MachineRow, 'state' | 'power' | 'contact' | 'contact_reason' | 'maintenance'> & {
    misses: number;
    health: Health | null;
    read_at: Date | null;
    log_seen: Date | null;
  };

/** Real machines whose BMC speaks Redfish, and that nobody has retired. */
export async function listWatched(db: Db): Promise<Watched[]> {
  return await db
    .selectFrom('machine')
    .leftJoin('machine_watch', 'machine_watch.machine_id', 'machine.id')
    .select([
      'machine.id',
      'machine.name',
      'machine.state',
      'machine.power',
      'machine.contact',
      'machine.contact_reason',
      'machine.maintenance',
      'machine.bmc_protocol',
      'machine.bmc_address',
      'machine.bmc_port',
      'machine.bmc_system_id',
      'machine.bmc_user',
      'machine.bmc_verify_ca',
      sql<number>`coalesce(machine_watch.misses, 0)`.as('misses'),
      'machine_watch.health',
      'machine_watch.read_at',
      'machine_watch.log_seen',
    ])
    .where('machine.provider', '=', 'ironic')
    .where('machine.bmc_protocol', 'in', ['redfish', 'idrac'])
    .where('machine.state', '!=', 'retired')
    .orderBy('machine.name')
    .execute();
}

export type WatchChange = {
  machine_id: string;
  misses?: number;
  health?: Health | null;
  read_at?: Date;
  log_seen?: Date | null;
  sensors?: SensorReading[];
};

export async function saveWatch(db: Db, { machine_id, sensors, ...change }: WatchChange): Promise<void> {
  const set = { ...change, ...(sensors === undefined ? {} : { sensors: jsonText(sensors) }) };
  await db
    .insertInto('machine_watch')
    .values({ machine_id, ...set })
    .onConflict((conflict) => conflict.column('machine_id').doUpdateSet(set))
    .execute();
}

export async function findWatch(db: Db, machineId: string): Promise<MachineWatchRow | undefined> {
  return await db
    .selectFrom('machine_watch')
    .selectAll()
    .where('machine_id', '=', machineId)
    .executeTakeFirst();
}

export type LateRow = Pick<MachineRow, 'name' | 'state' | 'state_since' | 'waiting_for' | 'failure'>;

/** Past the limit of their state, but for those that somebody works on. */
export async function listLate(db: Db): Promise<LateRow[]> {
  return await db
    .selectFrom('machine')
    .select(['name', 'state', 'state_since', 'waiting_for', 'failure'])
    .where('state_deadline', '<', sql<Date>`now()`)
    .where('maintenance', 'is', null)
    .execute();
}
