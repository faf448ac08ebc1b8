import type { Place } from '@tuskar/contract/place.ts';
import { sql } from 'kysely';
import type { Db } from '../../platform/database/connect.ts';
import type { MachineRow } from '../tables.ts';
import { RackSpace } from './rack-space.ts';
import type { MachinePlaceRow, RackRow } from './tables.ts';

/** What is in the racks now, by rack, in one query. */
export async function readSpaces(db: Db, racks: Iterable<RackRow>): Promise<Map<string, RackSpace>> {
  const spaces = new Map(Array.from(racks, ({ name, units }) => [name, new RackSpace(units)]));
  const rows = await db
    .selectFrom('rack_unit')
    .leftJoin('rack_reservation', 'rack_reservation.id', 'rack_unit.reservation')
    .select([
      'rack_unit.rack',
      'rack_unit.face',
      'rack_unit.unit',
      'rack_unit.machine',
      'rack_unit.reservation',
      'rack_reservation.label',
      'rack_reservation.until',
    ])
    .where('rack_unit.rack', '=', sql<string>`ANY(${[...spaces.keys()]})`)
    .orderBy('rack_unit.unit')
    .execute();
  const occupants = new Map<string, ReturnType<typeof occupantOf>>();
  const now = new Date();
  for (const row of rows) {
    const key = row.machine ?? row.reservation ?? '';
    const occupant = occupants.get(key) ?? occupantOf(row, now);
    occupants.set(key, occupant);
    spaces.get(row.rack)?.take({ units: [row.unit], face: row.face, depth: 'half' }, occupant);
  }
  return spaces;
}

type UnitRow = {
  machine: string | null;
  reservation: string | null;
  label: string | null;
  until: Date | null;
};

function occupantOf({ machine, reservation, label, until }: UnitRow, now: Date) {
  const expired = until !== null && until < now;
  return machine === null
    ? { type: 'reservation' as const, id: reservation ?? '', title: label ?? '', expired }
    : { type: 'machine' as const, id: machine, title: machine, expired: false };
}

export async function racksOfMachines(db: Db, names: string[]): Promise<string[]> {
  const rows = await db
    .selectFrom('machine')
    .select('rack')
    .distinct()
    .where('name', '=', sql<string>`ANY(${names})`)
    .execute();
  return rows.flatMap(({ rack }) => rack ?? []);
}

/** Nobody else changes the machines until the transaction ends. Those that do not exist are left out. */
export async function lockMachines(tx: Db, names: string[]): Promise<Map<string, MachineRow>> {
  const rows = await tx
    .selectFrom('machine')
    .selectAll()
    .where('name', '=', sql<string>`ANY(${names})`)
    .orderBy('name')
    .forUpdate()
    .execute();
  return new Map(rows.map((row) => [row.name, row]));
}

export type NewPlace = {
  machine: string;
  /** null: in no rack. */
  place: Place | null;
  powerWatts: number | null;
  weightKg: number | null;
};

/** Moves machines in two statements: all leave their units, then all enter theirs, so that two can change places. */
export async function writePlaces(tx: Db, places: NewPlace[]): Promise<MachineRow[]> {
  const rows = places.map(({ machine, place, powerWatts, weightKg }) => ({
    machine,
    rack: place?.rack ?? null,
    unit: place?.unit ?? null,
    face: place?.face ?? null,
    depth: place?.depth ?? null,
    height: place?.heightUnits ?? null,
    watts: powerWatts,
    kilograms: weightKg,
  }));
  const names = places.map(({ machine }) => machine);
  await sql`
    UPDATE machine SET rack_unit = NULL WHERE name = ANY(${names}) AND rack_unit IS NOT NULL`.execute(tx);
  const written = await sql<MachineRow>`
    UPDATE machine SET rack = place.rack, rack_unit = place.unit, rack_face = place.face,
      rack_depth = coalesce(place.depth, rack_depth), height_units = coalesce(place.height, height_units),
      site = CASE WHEN place.rack IS NULL THEN NULL ELSE site END,
      location = CASE WHEN place.rack IS NULL THEN NULL ELSE location END,
      power_watts = place.watts, weight_kg = place.kilograms, updated_at = now()
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS place(
      machine text, rack text, unit integer, face text, depth text, height integer,
      watts integer, kilograms double precision)
    WHERE machine.name = place.machine
    RETURNING machine.*`.execute(tx);
  return written.rows;
}

export type PlaceRecord = {
  machine: string;
  by: string;
  reason: string | null;
  from: Place | null;
  to: Place | null;
};

export async function recordPlaces(tx: Db, records: PlaceRecord[]): Promise<void> {
  const rows = records.map(({ machine, by, reason, from, to }) => ({
    machine,
    changed_by: by,
    reason,
    from_rack: from?.rack ?? null,
    to_rack: to?.rack ?? null,
    from_place: from === null ? null : JSON.stringify(from),
    to_place: to === null ? null : JSON.stringify(to),
  }));
  await sql`
    INSERT INTO machine_place (machine, changed_by, reason, from_rack, to_rack, from_place, to_place)
    SELECT machine, changed_by, reason, from_rack, to_rack, from_place::jsonb, to_place::jsonb
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS record(
      machine text, changed_by text, reason text, from_rack text, to_rack text, from_place text,
      to_place text)`.execute(tx);
}

/** Newest first. */
export async function listPlaces(
  db: Db,
  of: { machine: string } | { rack: string },
): Promise<MachinePlaceRow[]> {
  const query = db.selectFrom('machine_place').selectAll().orderBy('id', 'desc').limit(500);
  if ('machine' in of) return await query.where('machine', '=', of.machine).execute();
  return await query
    .where((where) => where.or([where('from_rack', '=', of.rack), where('to_rack', '=', of.rack)]))
    .execute();
}
