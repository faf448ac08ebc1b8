import type { Handlers } from '../../platform/http/handler.ts';
import { getMachine } from '../store.ts';
import type { RackDeps } from './deps.ts';
import { toPlaceChange } from './place.ts';
import { placeInRacks, takeOutOfRacks } from './placement.ts';
import { listPlaces } from './placement-store.ts';
import { getRackRow } from './rack-store.ts';
import { reserve, unreserve } from './reservation.ts';
import { listReservations, toReservation } from './reservation-store.ts';

export function placementHandlers(deps: RackDeps) {
  const { db } = deps;
  return {
    'rack.place': ({ body, actor }) =>
      placeInRacks(deps, body.placements, { by: actor.name, reason: body.reason }),
    'rack.unplace': ({ body, actor }) =>
      takeOutOfRacks(deps, body.machines, { by: actor.name, reason: body.reason }),
    'machine.places': async ({ params }) => {
      const { name } = await getMachine(db, params.name);
      return { items: (await listPlaces(db, { machine: name })).map(toPlaceChange) };
    },
    'rack.moves': async ({ params }) => {
      const { name } = await getRackRow(db, params.name);
      return { items: (await listPlaces(db, { rack: name })).map(toPlaceChange) };
    },
    'rack.reservations': async ({ params }) => {
      const { name } = await getRackRow(db, params.name);
      return { items: (await listReservations(db, { racks: [name] })).map(toReservation) };
    },
    'rack.reserve': ({ params, body, actor }) => reserve(deps, params.name, body, { by: actor.name }),
    'rack.unreserve': ({ params }) => unreserve(deps, params.name, params.id),
  } satisfies Partial<Handlers>;
}
