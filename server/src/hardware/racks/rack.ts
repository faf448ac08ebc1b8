import { TuskarError } from '@tuskar/contract/error.ts';
import { formatUnits } from '@tuskar/contract/rack-units.ts';
import type { Rack, RackFields } from '@tuskar/contract/rack.ts';
import type { Db } from '../../platform/database/connect.ts';
import { announceMachines, announceRacks } from './announce.ts';
import type { RackDeps } from './deps.ts';
import { given } from './given.ts';
import { holdLocation } from './location-store.ts';
import {
  deleteRack,
  getRackRow,
  insertRack,
  listRackRows,
  lockRack,
  type RackFilter,
  updateRack,
} from './rack-store.ts';
import { withSummaries } from './rack-summary.ts';
import { holdSite } from './site-store.ts';
import type { RackRow } from './tables.ts';

export async function listRacks(db: Db, filter: RackFilter): Promise<Rack[]> {
  return await withSummaries(db, await listRackRows(db, filter));
}

/** @throws rack-not-found */
export async function showRack(db: Db, name: string): Promise<Rack> {
  return one(await withSummaries(db, [await getRackRow(db, name)]));
}

export type NewRack = RackFields & { name: string; site: string };

export async function createRack({ db, events }: RackDeps, rack: NewRack): Promise<Rack> {
  return await db.transaction().execute(async (tx) => {
    await addRack(tx, rack);
    return one(await announceRacks(tx, events, [rack.name]));
  });
}

/** @throws rack-exists, site-not-found, location-not-found, location-misplaced */
export async function addRack(tx: Db, { name, site, ...fields }: NewRack): Promise<void> {
  await holdSite(tx, site);
  await checkLocation(tx, name, site, fields.location ?? null);
  if (await insertRack(tx, { ...columnsOf(fields), name, site })) return;
  throw new TuskarError('rack-exists', `There is a rack ${name} already.`, { context: { rack: name } });
}

export type RackChange = RackFields & { site?: string | undefined };

export async function changeRack({ db, events }: RackDeps, name: string, change: RackChange): Promise<Rack> {
  return await db.transaction().execute(async (tx) => {
    await setRack(tx, events, name, change);
    return one(await announceRacks(tx, events, [name]));
  });
}

/** @throws rack-not-found, rack-too-small, site-not-found, location-not-found, location-misplaced */
export async function setRack(
  tx: Db,
  events: RackDeps['events'],
  name: string,
  change: RackChange,
): Promise<void> {
  const before = await lockRack(tx, name);
  const site = change.site ?? before.site;
  if (change.site !== undefined) await holdSite(tx, site);
  // In another site it cannot stay in its location.
  const kept = site === before.site ? before.location : null;
  const location = change.location === undefined ? kept : change.location;
  await checkLocation(tx, name, site, location);
  if (change.units !== undefined) await checkShrink(tx, before, change.units);
  await updateRack(tx, name, { ...columnsOf(change), site, location });
  if (site === before.site && location === before.location) return;
  const machines = await tx.selectFrom('machine').selectAll().where('rack', '=', name).execute();
  await announceMachines(tx, events, machines);
}

async function checkLocation(tx: Db, name: string, site: string, location: string | null): Promise<void> {
  if (location === null) return;
  const row = await holdLocation(tx, location);
  if (row.site === site) return;
  throw new TuskarError(
    'location-misplaced',
    `The rack ${name} of the site ${site} cannot be in ${location}: that is in the site ${row.site}.`,
    { context: { rack: name, location, site: row.site }, remedy: `Choose a location of the site ${site}.` },
  );
}

async function checkShrink(tx: Db, { name, units: before }: RackRow, units: number): Promise<void> {
  if (units >= before) return;
  const rows = await tx
    .selectFrom('rack_unit')
    .select('unit')
    .distinct()
    .where('rack', '=', name)
    .where('unit', '>', units)
    .execute();
  if (rows.length === 0) return;
  const taken = formatUnits(rows.map(({ unit }) => unit));
  throw new TuskarError(
    'rack-too-small',
    `The rack ${name} cannot have ${units} units: something is in ${taken}.`,
    {
      context: { rack: name, units, taken },
      remedy: `Move what is in ${taken} first; tuskar rack show ${name} draws it.`,
    },
  );
}

/** @throws rack-not-found, rack-in-use */
export async function removeRack({ db, events }: RackDeps, name: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await lockRack(tx, name);
    const { summary } = await showRack(tx, name);
    if (summary.machines + summary.reservations > 0) {
      const machines = await tx
        .selectFrom('machine')
        .select('name')
        .where('rack', '=', name)
        .orderBy('name')
        .limit(10)
        .execute();
      const names = machines.map((machine) => machine.name);
      throw new TuskarError(
        'rack-in-use',
        `The rack ${name} has ${summary.machines} machines${names.length === 0 ? '' : ` (${names.join(', ')}${summary.machines > names.length ? ', …' : ''})`} and ${summary.reservations} reservations.`,
        { context: { rack: name, machines: names } },
      );
    }
    await deleteRack(tx, name);
    await events.append(tx, { type: 'rack.removed', subject: { type: 'rack', name }, data: { name } });
  });
}

function columnsOf(fields: RackFields) {
  return given({
    title: fields.title,
    location: fields.location,
    units: fields.units,
    numbering: fields.numbering,
    width_inches: fields.widthInches,
    power_budget_watts: fields.powerBudgetWatts,
    weight_limit_kg: fields.weightLimitKg,
    note: fields.note,
  });
}

function one(racks: Rack[]): Rack {
  const [rack] = racks;
  if (rack === undefined) throw new Error('the rack that was written cannot be read');
  return rack;
}
