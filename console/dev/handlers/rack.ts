import { sampleElevation, sampleRack } from '../samples/rack.ts';
import type { World } from '../world.ts';
import { findOr } from './find.ts';
import type { Handlers } from './handler.ts';
import { pageOf } from './page.ts';

/** The racks in which some machine stands. */
function racksOf({ machines }: World) {
  const names = [...new Set(machines.flatMap(({ rack }) => rack ?? []))].sort();
  return names.map((name) => sampleRack(name, machines));
}

export const rackHandlers: Handlers<'rack.list' | 'rack.elevation'> = {
  'rack.list': ({ session: { world }, query }) => pageOf(racksOf(world), query),
  'rack.elevation': ({ session: { world }, params }) => {
    const rack = findOr(racksOf(world), 'rack-not-found', ({ name }) => name === params.name);
    return sampleElevation(rack, world.machines);
  },
};
