import { Machine, type MachineDetail } from '@tuskar/contract/machine.ts';
import { machineFacets, type MachineFacet, type MachineFilter } from '@tuskar/contract/machine-filter.ts';
import { machineClocks } from '@tuskar/contract/machine-states.ts';
import type { World } from '../world.ts';
import { findOr } from './find.ts';
import type { Handlers } from './handler.ts';
import { pageOf } from './page.ts';

const sizes = {
  memory: ({ summary }: Machine) => summary?.memoryMebibytes ?? 0,
  cores: ({ summary }: Machine) => summary?.cores ?? 0,
};

export function fits(machine: Machine, filter: MachineFilter): boolean {
  const { state, contact, class: ofClass, rack, late, failed, maintenance, search } = filter;
  const text = [machine.name, machine.serial, machine.model, machine.rack].join(' ').toLowerCase();
  return (
    (state === undefined || machine.state === state) &&
    (contact === undefined || machine.contact === contact) &&
    (ofClass === undefined || machine.class === ofClass) &&
    (rack === undefined || machine.rack === rack) &&
    (late === undefined || machine.late === late) &&
    (failed === undefined || (machine.failure !== null) === failed) &&
    (maintenance === undefined || (machine.maintenance !== null) === maintenance) &&
    (search === undefined || text.includes(search.toLowerCase()))
  );
}

function countsOf(machines: Machine[], facet: MachineFacet) {
  const counts = new Map<string | null, number>();
  for (const machine of machines) counts.set(machine[facet], (counts.get(machine[facet]) ?? 0) + 1);
  return [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count);
}

export const find = (world: World, name: string): MachineDetail =>
  findOr(world.machines, 'machine-not-found', (machine) => machine.name === name);

/** Changes a machine and tells the stream, as the server does. */
export function change(world: World, name: string, to: Partial<MachineDetail>): MachineDetail {
  const machine = Object.assign(find(world, name), to);
  world.emit('machine.changed', { type: 'machine', name }, Machine.parse(machine));
  return machine;
}

export function move(
  world: World,
  name: string,
  to: { state: MachineDetail['state']; reason: string | null },
): MachineDetail {
  const { waitsFor, nextAction } = machineClocks[to.state];
  return change(world, name, {
    state: to.state,
    stateReason: to.reason,
    stateSince: new Date().toISOString(),
    stateDeadline: null,
    failure: null,
    waitingFor: waitsFor,
    nextAction,
  });
}

export const machineHandlers: Handlers<
  | 'machine.list'
  | 'machine.facets'
  | 'machine.show'
  | 'machine.set-maintenance'
  | 'machine.end-maintenance'
  | 'machine.quarantine'
  | 'machine.release'
> = {
  'machine.list': ({ session: { world }, query }) => {
    const { sort } = query;
    const key = sort in sizes ? sizes[sort as keyof typeof sizes] : undefined;
    const found = world.machines
      .filter((machine) => fits(machine, query))
      .map((machine) => Machine.parse(machine));
    if (key !== undefined) found.sort((a, b) => key(a) - key(b));
    return pageOf(found, query);
  },
  'machine.facets': ({ session: { world }, query }) => {
    const found = world.machines.filter((machine) => fits(machine, query));
    return {
      total: found.length,
      late: found.filter(({ late }) => late).length,
      failed: found.filter(({ failure }) => failure !== null).length,
      maintenance: found.filter(({ maintenance }) => maintenance !== null).length,
      facets: Object.fromEntries(machineFacets.map((facet) => [facet, countsOf(found, facet)])) as Record<
        MachineFacet,
        ReturnType<typeof countsOf>
      >,
    };
  },
  'machine.show': ({ session: { world }, params }) => find(world, params.name),
  'machine.set-maintenance': ({ session: { world, user }, params, body: { reason, until = null } }) =>
    change(world, params.name, {
      maintenance: { by: user, reason, since: new Date().toISOString(), until },
    }),
  'machine.end-maintenance': ({ session: { world }, params }) => {
    change(world, params.name, { maintenance: null });
    return undefined;
  },
  'machine.quarantine': ({ session: { world }, params, body }) =>
    move(world, params.name, { state: 'quarantined', reason: body.reason }),
  'machine.release': ({ session: { world }, params, body }) =>
    move(world, params.name, { state: 'ready', reason: body.reason }),
};
