import type { RackFile } from '@tuskar/contract/rack-file.ts';
import type { Db } from '../../../platform/database/connect.ts';
import { announceLocation, addLocation, setLocation } from '../location.ts';
import { listLocations } from '../location-store.ts';
import type { RackDeps } from '../deps.ts';
import { given } from '../given.ts';
import { announceSite } from '../site.ts';
import { insertSite, listSites, lockSite, updateSite } from '../site-store.ts';
import { changesOf, type Tally } from './tally.ts';

const all = 1_000_000;

export async function applySites(
  tx: Db,
  events: RackDeps['events'],
  { wanted, tally }: { wanted: RackFile['sites']; tally: Tally },
): Promise<void> {
  const known = new Map((await listSites(tx, { limit: all })).map((site) => [site.name, site]));
  for (const { name, ...fields } of wanted) {
    const before = known.get(name);
    const changes = before === undefined ? 'created' : changesOf(before, fields);
    if (changes === 'created') await insertSite(tx, { ...given(fields), name });
    else if (changes.length > 0) {
      await lockSite(tx, name);
      await updateSite(tx, name, given(fields));
    }
    if (changes.length > 0) await announceSite(tx, events, name);
    tally.count('site', name, changes);
  }
}

/** Wholes before their parts, in whatever order the file has them. */
export async function applyLocations(
  tx: Db,
  events: RackDeps['events'],
  { wanted, tally }: { wanted: RackFile['locations']; tally: Tally },
): Promise<void> {
  const known = new Map((await listLocations(tx, { limit: all })).map((one) => [one.name, one]));
  for (const { name, site, ...fields } of wholesFirst(wanted)) {
    const title = `location ${name}`;
    const dependsOn = [`site ${site}`, fields.parent == null ? null : `location ${fields.parent}`];
    const fieldOf = (code: string) => (code.startsWith('site-') ? 'site' : 'parent');
    await tally.attempt(title, { dependsOn, fieldOf }, async () => {
      const before = known.get(name);
      if (before !== undefined && before.site !== site) {
        tally.refuse(title, { field: 'site', reason: `it is in the site ${before.site}, and cannot move` });
        return;
      }
      const changes = before === undefined ? 'created' : changesOf(before, fields);
      if (changes === 'created') await addLocation(tx, { name, site, ...fields });
      else if (changes.length > 0) await setLocation(tx, name, fields);
      if (changes.length > 0) await announceLocation(tx, events, name);
      tally.count('location', name, changes);
    });
  }
}

function wholesFirst(wanted: RackFile['locations']): RackFile['locations'] {
  const byName = new Map(wanted.map((location) => [location.name, location]));
  const depth = (name: string, seen: Set<string> = new Set()): number => {
    const parent = byName.get(name)?.parent;
    // A ring has no whole; the check of the parent names it.
    if (parent == null || seen.has(name)) return 0;
    return 1 + depth(parent, seen.add(name));
  };
  return wanted
    .map((location) => ({ location, depth: depth(location.name) }))
    .sort((a, b) => a.depth - b.depth)
    .map(({ location }) => location);
}
