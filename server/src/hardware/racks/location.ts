import { TuskarError } from '@tuskar/contract/error.ts';
import type { Location, LocationFields } from '@tuskar/contract/location.ts';
import type { Db } from '../../platform/database/connect.ts';
import type { RackDeps } from './deps.ts';
import { given } from './given.ts';
import {
  deleteLocation,
  holdLocation,
  insertLocation,
  isPartOf,
  listLocations,
  locationMissing,
  lockLocation,
  partsOf,
  updateLocation,
} from './location-store.ts';
import { lockSite } from './site-store.ts';

export async function showLocation(db: Db, name: string): Promise<Location> {
  const [location] = await listLocations(db, { names: [name], limit: 1 });
  return location ?? locationMissing(name);
}

export type NewLocation = LocationFields & { name: string; site: string };

export async function createLocation({ db, events }: RackDeps, location: NewLocation): Promise<Location> {
  return await db.transaction().execute(async (tx) => {
    await addLocation(tx, location);
    return await announceLocation(tx, events, location.name);
  });
}

/** @throws location-exists, location-misplaced, site-not-found, location-not-found */
export async function addLocation(tx: Db, { name, site, ...fields }: NewLocation): Promise<void> {
  // The site's lock keeps two changes from making a ring of parts together.
  await lockSite(tx, site);
  await checkParent(tx, { name, site }, fields.parent ?? null);
  if (await insertLocation(tx, { ...given(fields), name, site })) return;
  throw new TuskarError('location-exists', `There is a location ${name} already.`, {
    context: { location: name },
  });
}

export async function changeLocation(
  { db, events }: RackDeps,
  name: string,
  fields: LocationFields,
): Promise<Location> {
  return await db.transaction().execute(async (tx) => {
    await setLocation(tx, name, fields);
    return await announceLocation(tx, events, name);
  });
}

/** @throws location-misplaced, location-not-found */
export async function setLocation(tx: Db, name: string, fields: LocationFields): Promise<void> {
  const { site } = await showLocation(tx, name);
  await lockSite(tx, site);
  await checkParent(tx, { name, site }, fields.parent ?? null);
  await updateLocation(tx, name, given(fields));
}

async function checkParent(
  tx: Db,
  { name, site }: { name: string; site: string },
  parent: string | null,
): Promise<void> {
  if (parent === null) return;
  const whole = await holdLocation(tx, parent);
  const misplaced = (reason: string) =>
    new TuskarError('location-misplaced', `The location ${name} cannot be in ${parent}: ${reason}.`, {
      context: { location: name, parent },
    });
  if (whole.site !== site) throw misplaced(`that is in the site ${whole.site}, not ${site}`);
  if (parent === name || (await isPartOf(tx, parent, name))) throw misplaced('that is a part of it');
}

export async function removeLocation({ db, events }: RackDeps, name: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await lockLocation(tx, name);
    const { racks } = await showLocation(tx, name);
    const parts = await partsOf(tx, name);
    if (racks > 0 || parts.length > 0) {
      throw new TuskarError(
        'location-in-use',
        `The location ${name} has ${racks} racks and ${parts.length} parts.`,
        { context: { location: name, racks, parts } },
      );
    }
    await deleteLocation(tx, name);
    await events.append(tx, {
      type: 'location.removed',
      subject: { type: 'location', name },
      data: { name },
    });
  });
}

export async function announceLocation(db: Db, events: RackDeps['events'], name: string): Promise<Location> {
  const location = await showLocation(db, name);
  await events.append(db, {
    type: 'location.changed',
    subject: { type: 'location', name },
    data: location,
  });
  return location;
}
