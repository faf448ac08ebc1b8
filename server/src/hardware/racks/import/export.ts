import type { RackFile, RackFileFormat } from '@tuskar/contract/rack-file.ts';
import { formatUnits } from '@tuskar/contract/rack-units.ts';
import { stringify } from 'yaml';
import type { Db } from '../../../platform/database/connect.ts';
import { csvText } from '../../csv.ts';
import { listLocations } from '../location-store.ts';
import { readRackContents } from '../rack-content.ts';
import { toReservation } from '../reservation-store.ts';
import { showSite } from '../site.ts';
import { listSites } from '../site-store.ts';
import { csvColumns, csvTypes } from './csv-form.ts';

const all = 1_000_000;

/** Everything, or one site, as a file that the import takes. @throws site-not-found */
export async function exportRacks(
  db: Db,
  { format, site }: { format: RackFileFormat; site?: string | undefined },
): Promise<{ name: string; text: string }> {
  const file = await readRackFile(db, site);
  const text = {
    csv: () => csvOf(file),
    json: () => `${JSON.stringify(file, undefined, 2)}\n`,
    yaml: () => stringify(file),
  }[format]();
  return { name: `${site ?? 'racks'}.${format}`, text };
}

async function readRackFile(db: Db, site: string | undefined): Promise<RackFile> {
  const sites = site === undefined ? await listSites(db, { limit: all }) : [await showSite(db, site)];
  const locations = await listLocations(db, { site, limit: all });
  const contents = await readRackContents(db, { site });
  return {
    sites: sites.map(({ name, title, address, note }) => known({ name, title, address, note })),
    locations: locations.map(({ name, title, site, parent, kind, note }) =>
      known({ name, title, site, parent, kind, note }),
    ),
    racks: contents.map(
      ({ rack: { summary: _summary, createdAt: _created, updatedAt: _updated, ...rack } }) => known(rack),
    ),
    reservations: contents.flatMap(({ reservations }) =>
      reservations.map(toReservation).map(({ rack, label, kind, units, face, depth, ...one }) => {
        const { powerWatts, weightKg, reason, until } = one;
        const more = { powerWatts, weightKg, reason, until };
        return known({ rack, label, kind, units: formatUnits(units), face, depth, ...more });
      }),
    ),
    placements: contents.flatMap(({ rack, machines }) =>
      machines.map((row) =>
        known({
          machine: row.name,
          rack: rack.name,
          unit: row.rack_unit,
          face: row.rack_face ?? 'front',
          depth: row.rack_depth,
          heightUnits: row.height_units,
          powerWatts: row.power_watts,
          weightKg: row.weight_kg,
        }),
      ),
    ),
  };
}

/** Without what is not known. */
function known<Item extends object>(item: Item): Item {
  return Object.fromEntries(Object.entries(item).filter(([, value]) => value !== null)) as Item;
}

function csvOf(file: RackFile): string {
  const lines = Object.entries(csvTypes).flatMap(([type, section]) =>
    file[section].map((item) => {
      const fields = new Map<string, string | number | null | undefined>(Object.entries({ type, ...item }));
      return csvColumns.map((column) => fields.get(column) ?? null);
    }),
  );
  return csvText([csvColumns, ...lines]);
}
