import { TuskarError } from '@tuskar/contract/error.ts';
import type { Site, SiteFields } from '@tuskar/contract/site.ts';
import type { Db } from '../../platform/database/connect.ts';
import type { RackDeps } from './deps.ts';
import { given } from './given.ts';
import { deleteSite, insertSite, listSites, lockSite, siteMissing, updateSite } from './site-store.ts';

export async function showSite(db: Db, name: string): Promise<Site> {
  const [site] = await listSites(db, { names: [name], limit: 1 });
  return site ?? siteMissing(name);
}

export async function createSite(
  { db, events }: RackDeps,
  { name, ...fields }: SiteFields & { name: string },
): Promise<Site> {
  return await db.transaction().execute(async (tx) => {
    if (!(await insertSite(tx, { ...given(fields), name }))) {
      throw new TuskarError('site-exists', `There is a site ${name} already.`, { context: { site: name } });
    }
    return await announceSite(tx, events, name);
  });
}

export async function changeSite({ db, events }: RackDeps, name: string, fields: SiteFields): Promise<Site> {
  return await db.transaction().execute(async (tx) => {
    await lockSite(tx, name);
    await updateSite(tx, name, given(fields));
    return await announceSite(tx, events, name);
  });
}

export async function removeSite({ db, events }: RackDeps, name: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await lockSite(tx, name);
    const { locations, racks } = await showSite(tx, name);
    if (locations + racks > 0) {
      throw new TuskarError(
        'site-in-use',
        `The site ${name} has ${locations} locations and ${racks} racks.`,
        { context: { site: name, locations, racks } },
      );
    }
    await deleteSite(tx, name);
    await events.append(tx, { type: 'site.removed', subject: { type: 'site', name }, data: { name } });
  });
}

export async function announceSite(db: Db, events: RackDeps['events'], name: string): Promise<Site> {
  const site = await showSite(db, name);
  await events.append(db, { type: 'site.changed', subject: { type: 'site', name }, data: site });
  return site;
}
