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

export type ContactChange = Pick<MachineRow, 'id' | 'name' | 'contact' | 'contact_reason' | 'power'> & {
  /** Null where its contact is as it was, and only the reason or the power differs. */
  since: Date | null;
};

/** The machines as they are then, but for those that are there no more. */
export async function saveContacts(db: Db, changes: ContactChange[]): Promise<MachineRow[]> {
  if (changes.length === 0) return [];
  const { rows } = await sql<MachineRow>`
    UPDATE machine SET
      contact = change.contact, contact_reason = change.contact_reason, power = change.power,
      contact_since = coalesce(change.since, machine.contact_since), updated_at = now()
    FROM jsonb_to_recordset(${jsonText(changes)}::jsonb)
      AS change (id uuid, contact text, contact_reason text, power text, since timestamptz)
    WHERE machine.id = change.id
    RETURNING machine.*`.execute(db);
  return rows;
}

export type WatchChange = {
  machine_id: string;
  misses: number;
  health: Health | null;
  read_at: Date | null;
  log_seen: Date | null;
  /** Null where they were not read: those of before stay. */
  sensors: SensorReading[] | null;
};

/** But for machines that are there no more. */
export async function saveWatches(db: Db, changes: WatchChange[]): Promise<void> {
  if (changes.length === 0) return;
  await sql`
    INSERT INTO machine_watch (machine_id, misses, health, read_at, log_seen, sensors)
    SELECT change.machine_id, change.misses, change.health, change.read_at, change.log_seen,
      coalesce(change.sensors, known.sensors, '[]')
    FROM jsonb_to_recordset(${jsonText(changes)}::jsonb)
      AS change (machine_id uuid, misses integer, health text, read_at timestamptz, log_seen timestamptz, sensors jsonb)
      JOIN machine ON machine.id = change.machine_id
      LEFT JOIN machine_watch AS known ON known.machine_id = change.machine_id
    ON CONFLICT (machine_id) DO UPDATE SET
      misses = excluded.misses, health = excluded.health, read_at = excluded.read_at, log_seen = excluded.log_seen,
      sensors = excluded.sensors
  `.execute(db);
}

/** By the machine's id. */
export async function sensorsOf(db: Db, machineIds: string[]): Promise<Map<string, SensorReading[]>> {
  if (machineIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('machine_watch')
    .select(['machine_id', 'sensors'])
    .where('machine_id', 'in', machineIds)
    .execute();
  return new Map(rows.map(({ machine_id, sensors }) => [machine_id, sensors]));
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
