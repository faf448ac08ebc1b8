import type { Handlers } from '../../platform/http/handler.ts';
import type { RackDeps } from './deps.ts';
import { elevationOf } from './elevation.ts';
import { findingHandlers } from './finding-routes.ts';
import { fileHandlers } from './import/routes.ts';
import { changeLocation, createLocation, removeLocation, showLocation } from './location.ts';
import { listLocations } from './location-store.ts';
import { placementHandlers } from './placement-routes.ts';
import { readRackContents } from './rack-content.ts';
import { changeRack, createRack, listRacks, removeRack, showRack } from './rack.ts';
import { rackMissing } from './rack-store.ts';
import { changeSite, createSite, removeSite, showSite } from './site.ts';
import { listSites } from './site-store.ts';

type RackHandlers = Pick<
  Handlers,
  Extract<keyof Handlers, `${'site' | 'location' | 'rack'}.${string}`> | 'machine.places'
>;

/** Everything that is asked of sites, locations, racks and places. */
export function rackHandlers(deps: RackDeps): RackHandlers {
  return {
    ...siteHandlers(deps),
    ...locationHandlers(deps),
    ...ownHandlers(deps),
    ...placementHandlers(deps),
    ...findingHandlers(deps),
    ...fileHandlers(deps),
  };
}

function siteHandlers(deps: RackDeps) {
  return {
    'site.list': async ({ query: { cursor, limit } }) =>
      pageOf(await listSites(deps.db, { after: cursor, limit: limit + 1 }), limit),
    'site.show': ({ params }) => showSite(deps.db, params.name),
    'site.create': ({ body }) => createSite(deps, body),
    'site.update': ({ params, body }) => changeSite(deps, params.name, body),
    'site.remove': ({ params }) => removeSite(deps, params.name),
  } satisfies Partial<Handlers>;
}

function locationHandlers(deps: RackDeps) {
  return {
    'location.list': async ({ query: { site, cursor, limit } }) =>
      pageOf(await listLocations(deps.db, { site, after: cursor, limit: limit + 1 }), limit),
    'location.show': ({ params }) => showLocation(deps.db, params.name),
    'location.create': ({ body }) => createLocation(deps, body),
    'location.update': ({ params, body }) => changeLocation(deps, params.name, body),
    'location.remove': ({ params }) => removeLocation(deps, params.name),
  } satisfies Partial<Handlers>;
}

function ownHandlers(deps: RackDeps) {
  return {
    'rack.list': async ({ query: { cursor, limit, ...filter } }) =>
      pageOf(await listRacks(deps.db, { ...filter, after: cursor, limit: limit + 1 }), limit),
    'rack.show': ({ params }) => showRack(deps.db, params.name),
    'rack.create': ({ body }) => createRack(deps, body),
    'rack.update': ({ params, body }) => changeRack(deps, params.name, body),
    'rack.remove': ({ params }) => removeRack(deps, params.name),
    'rack.elevation': async ({ params }) => {
      const [content] = await readRackContents(deps.db, { names: [params.name] });
      return elevationOf(content ?? rackMissing(params.name));
    },
  } satisfies Partial<Handlers>;
}

/** Of one row more than is shown: that there is one says that there is a next page. */
function pageOf<Item extends { name: string }>(found: Item[], limit: number) {
  const items = found.slice(0, limit);
  return { items, nextCursor: found.length > limit ? (items.at(-1)?.name ?? null) : null };
}
