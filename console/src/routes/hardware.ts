import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { query } from '../api/query.ts';
import { machineFacetsQuery, machinePagesQuery, readMachineSearch } from '../machines/queries.ts';
import { elevationQuery, everyRackQuery } from '../racks/queries.ts';
import { shell } from './shell.ts';

const machines = createRoute({
  getParentRoute: () => shell,
  path: '/machines',
  validateSearch: readMachineSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context: { queryClient }, deps }) =>
    Promise.all([
      queryClient.ensureInfiniteQueryData(machinePagesQuery(deps)),
      queryClient.ensureQueryData(machineFacetsQuery(deps)),
    ]),
  component: lazyRouteComponent(() => import('../machines/MachinesPage.tsx'), 'MachinesPage'),
});

const machine = createRoute({
  getParentRoute: () => shell,
  path: '/machines/$name',
  loader: ({ context, params }) => context.queryClient.ensureQueryData(query('machine.show', { params })),
  component: lazyRouteComponent(() => import('../machines/MachinePage.tsx'), 'MachinePage'),
});

const racks = createRoute({
  getParentRoute: () => shell,
  path: '/racks',
  loader: ({ context }) => context.queryClient.ensureInfiniteQueryData(everyRackQuery),
  component: lazyRouteComponent(() => import('../racks/RacksPage.tsx'), 'RacksPage'),
});

const rack = createRoute({
  getParentRoute: () => shell,
  path: '/racks/$name',
  loader: ({ context, params }) => context.queryClient.ensureQueryData(elevationQuery(params.name)),
  component: lazyRouteComponent(() => import('../racks/RackPage.tsx'), 'RackPage'),
});

/** Racks and machines, and what happens to them. */
export const hardwareRoutes = [machines, machine, racks, rack] as const;
