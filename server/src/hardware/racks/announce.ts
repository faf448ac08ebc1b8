import type { Rack } from '@tuskar/contract/rack.ts';
import type { Db } from '../../platform/database/connect.ts';
import { toMachine } from '../resource.ts';
import type { MachineRow } from '../tables.ts';
import type { RackDeps } from './deps.ts';
import { listRackRows } from './rack-store.ts';
import { withSummaries } from './rack-summary.ts';

/** Rows of one statement; PostgreSQL takes 65,535 parameters, and an event has four. */
const batch = 5000;

export async function announceMachines(
  db: Db,
  events: RackDeps['events'],
  rows: MachineRow[],
): Promise<void> {
  for (let start = 0; start < rows.length; start += batch) {
    const told = rows.slice(start, start + batch).map((row) => ({
      type: 'machine.changed',
      subject: { type: 'machine' as const, name: row.name },
      data: toMachine(row),
    }));
    await events.append(db, ...told);
  }
}

/** Gives the racks as they are told. */
export async function announceRacks(
  db: Db,
  events: RackDeps['events'],
  names: Iterable<string>,
): Promise<Rack[]> {
  const racks = await withSummaries(db, await listRackRows(db, { names: [...new Set(names)] }));
  const told = racks.map((rack) => ({
    type: 'rack.changed',
    subject: { type: 'rack' as const, name: rack.name },
    data: rack,
  }));
  await events.append(db, ...told);
  return racks;
}
