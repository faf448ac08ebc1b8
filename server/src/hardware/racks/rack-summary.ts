import type { MachineState } from '@tuskar/contract/machine.ts';
import type { Rack, RackSummary } from '@tuskar/contract/rack.ts';
import { sql } from 'kysely';
import type { Db } from '../../platform/database/connect.ts';
import type { RackRow } from './tables.ts';

/** Racks as the API shows them: five queries, however many racks there are and however many machines in them. */
export async function withSummaries(db: Db, rows: RackRow[]): Promise<Rack[]> {
  if (rows.length === 0) return [];
  const names = rows.map(({ name }) => name);
  const machines = Map.groupBy(await countMachines(db, names), ({ rack }) => rack);
  const units = byRack(await countUnits(db, names));
  const reservations = byRack(await countReservations(db, names));
  const findings = byRack(await countFindings(db, names));
  return rows.map((row) => {
    const own = machines.get(row.name) ?? [];
    const reserved = reservations.get(row.name);
    const usedUnits = units.get(row.name)?.used ?? 0;
    const total = (pick: (group: MachineCount) => number) => own.reduce((sum, group) => sum + pick(group), 0);
    return toRack(row, {
      usedUnits,
      freeUnits: row.units - usedUnits,
      machines: total(({ count }) => count),
      machinesByState: Object.fromEntries(own.map(({ state, count }) => [state, count])),
      reservations: reserved?.count ?? 0,
      powerWatts: {
        limit: row.power_budget_watts,
        known: total(({ watts }) => watts) + (reserved?.watts ?? 0),
        unknown: total(({ wattless }) => wattless),
      },
      weightKg: {
        limit: row.weight_limit_kg,
        known: total(({ kilograms }) => kilograms) + (reserved?.kilograms ?? 0),
        unknown: total(({ weightless }) => weightless),
      },
      discrepancies: findings.get(row.name)?.count ?? 0,
    });
  });
}

function byRack<Row extends { rack: string }>(rows: Row[]): Map<string, Row> {
  return new Map(rows.map((row) => [row.rack, row]));
}

type MachineCount = {
  rack: string;
  state: MachineState;
  count: number;
  watts: number;
  wattless: number;
  kilograms: number;
  weightless: number;
};

async function countMachines(db: Db, names: string[]): Promise<MachineCount[]> {
  const { rows } = await sql<MachineCount>`
    SELECT rack, state, count(*)::int AS count,
      coalesce(sum(power_watts), 0)::int AS watts,
      (count(*) FILTER (WHERE power_watts IS NULL))::int AS wattless,
      coalesce(sum(weight_kg), 0) AS kilograms,
      (count(*) FILTER (WHERE weight_kg IS NULL))::int AS weightless
    FROM machine WHERE rack = ANY(${names}) GROUP BY rack, state`.execute(db);
  return rows;
}

async function countUnits(db: Db, names: string[]): Promise<{ rack: string; used: number }[]> {
  const { rows } = await sql<{ rack: string; used: number }>`
    SELECT rack, count(DISTINCT unit)::int AS used FROM rack_unit
    WHERE rack = ANY(${names}) GROUP BY rack`.execute(db);
  return rows;
}

type ReservationCount = { rack: string; count: number; watts: number; kilograms: number };

async function countReservations(db: Db, names: string[]): Promise<ReservationCount[]> {
  const { rows } = await sql<ReservationCount>`
    SELECT rack, count(*)::int AS count, coalesce(sum(power_watts), 0)::int AS watts,
      coalesce(sum(weight_kg), 0) AS kilograms
    FROM rack_reservation WHERE rack = ANY(${names}) GROUP BY rack`.execute(db);
  return rows;
}

async function countFindings(db: Db, names: string[]): Promise<{ rack: string; count: number }[]> {
  const { rows } = await sql<{ rack: string; count: number }>`
    SELECT rack, count(*)::int AS count FROM rack_finding
    WHERE rack = ANY(${names}) AND settled_at IS NULL GROUP BY rack`.execute(db);
  return rows;
}

function toRack(row: RackRow, summary: RackSummary): Rack {
  return {
    name: row.name,
    title: row.title,
    site: row.site,
    location: row.location,
    units: row.units,
    numbering: row.numbering,
    widthInches: row.width_inches,
    powerBudgetWatts: row.power_budget_watts,
    weightLimitKg: row.weight_limit_kg,
    note: row.note,
    summary,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}
