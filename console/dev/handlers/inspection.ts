import { Inspection, type InventoryChange, Part } from '@tuskar/contract/inspection.ts';
import { sampleInspections, sampleParts } from '../samples/inspection.ts';
import type { World } from '../world.ts';
import { findOr } from './find.ts';
import type { Handlers } from './handler.ts';
import { pageOf } from './page.ts';

const inspectionsOf = ({ machines }: World, name: string) =>
  sampleInspections(findOr(machines, 'machine-not-found', (machine) => machine.name === name));

const inspectionOf = (world: World, { name, number }: { name: string; number: string }) =>
  findOr(inspectionsOf(world, name), 'inspection-not-found', (one) => `${one.number}` === number);

/** Parts of so many machines, at most: a fleet of thousands would be a list that nobody reads. */
const partsOf = ({ machines }: World) => sampleParts(machines.slice(0, 20));

export const inspectionHandlers: Handlers<
  'inspection.list' | 'inspection.show' | 'inspection.compare' | 'part.list' | 'part.show'
> = {
  'inspection.list': ({ session: { world }, params, query }) =>
    pageOf(
      inspectionsOf(world, params.name).map((one) => Inspection.parse(one)),
      query,
    ),
  'inspection.show': ({ session: { world }, params }) => inspectionOf(world, params),
  'inspection.compare': ({ session: { world }, params, query }) => {
    const { number } = inspectionOf(world, params);
    const since = query.since ?? number - 1;
    const between = inspectionsOf(world, params.name).filter(
      (one) => one.number > since && one.number <= number,
    );
    const changes = between.flatMap((one): InventoryChange[] => one.changes);
    return { before: since < 1 ? null : since, after: number, changes };
  },
  'part.list': ({ session: { world }, query }) => {
    const { search = '', kind, machine } = query;
    const found = partsOf(world).filter(
      (part) =>
        `${part.serial} ${part.model ?? ''}`.toLowerCase().includes(search.toLowerCase()) &&
        (kind === undefined || part.kind === kind) &&
        (machine === undefined || part.machine === machine),
    );
    return pageOf(
      found.map((part) => Part.parse(part)),
      query,
    );
  },
  'part.show': ({ session: { world }, params }) =>
    findOr(partsOf(world), 'part-not-found', ({ id }) => id === params.id),
};
