import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { query } from '../api/query.ts';
import { candidateFacetsQuery, candidatesQuery, readCandidateSearch } from '../burn-ins/candidates.ts';
import { burnInPagesQuery, loadBurnIn, loadBurnInsOf, readBurnInSearch } from '../burn-ins/queries.ts';
import {
  classQuery,
  deviationsQuery,
  everyClassQuery,
  membersQuery,
  proposalsQuery,
  readClassNewSearch,
} from '../classes/queries.ts';
import { loadInspections, readInspectionSearch } from '../inspections/queries.ts';
import { readMachineBulkSearch } from '../machine-bulk/selection.ts';
import { machineFacetsQuery, machinePagesQuery, readMachineSearch } from '../machines/queries.ts';
import { loadPartsOfSerial, partPagesQuery, readPartSearch } from '../parts/queries.ts';
import { elevationQuery, everyRackQuery } from '../racks/queries.ts';
import { sensorsQuery } from '../sensors/queries.ts';
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

const machineBulk = createRoute({
  getParentRoute: () => shell,
  path: '/machine-bulk',
  validateSearch: readMachineBulkSearch,
  component: lazyRouteComponent(() => import('../machine-bulk/MachineBulkPage.tsx'), 'MachineBulkPage'),
});

const machine = createRoute({
  getParentRoute: () => shell,
  path: '/machines/$name',
  loader: ({ context, params }) => context.queryClient.ensureQueryData(query('machine.show', { params })),
  component: lazyRouteComponent(() => import('../machines/MachinePage.tsx'), 'MachinePage'),
});

const machineOverview = createRoute({
  getParentRoute: () => machine,
  path: '/',
  component: lazyRouteComponent(() => import('../machines/MachineOverviewTab.tsx'), 'MachineOverviewTab'),
});

const machineHardware = createRoute({
  getParentRoute: () => machine,
  path: '/hardware',
  validateSearch: readInspectionSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, params, deps }) => loadInspections(context.queryClient, params.name, deps),
  component: lazyRouteComponent(() => import('../inspections/MachineHardwareTab.tsx'), 'MachineHardwareTab'),
});

const machineBurnIn = createRoute({
  getParentRoute: () => machine,
  path: '/burn-in',
  loader: ({ context, params }) => loadBurnInsOf(context.queryClient, params.name),
  component: lazyRouteComponent(() => import('../burn-ins/MachineBurnInTab.tsx'), 'MachineBurnInTab'),
});

const machineSensors = createRoute({
  getParentRoute: () => machine,
  path: '/sensors',
  loader: ({ context, params }) => context.queryClient.ensureQueryData(sensorsQuery(params.name)),
  component: lazyRouteComponent(() => import('../sensors/MachineSensorsTab.tsx'), 'MachineSensorsTab'),
});

/** A page of its own, not a tab: what is begun here cannot be taken back. */
const machineDeploy = createRoute({
  getParentRoute: () => shell,
  path: '/machines/$name/deploy',
  loader: ({ context, params }) => context.queryClient.ensureQueryData(query('machine.show', { params })),
  component: lazyRouteComponent(() => import('../machines/MachineDeployPage.tsx'), 'MachineDeployPage'),
});

const machineChange = createRoute({
  getParentRoute: () => shell,
  path: '/machines/$name/change',
  loader: ({ context, params }) => context.queryClient.ensureQueryData(query('machine.show', { params })),
  component: lazyRouteComponent(() => import('../machines/MachineChangePage.tsx'), 'MachineChangePage'),
});

const parts = createRoute({
  getParentRoute: () => shell,
  path: '/parts',
  validateSearch: readPartSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => context.queryClient.ensureInfiniteQueryData(partPagesQuery(deps)),
  component: lazyRouteComponent(() => import('../parts/PartsPage.tsx'), 'PartsPage'),
});

const part = createRoute({
  getParentRoute: () => shell,
  path: '/parts/$serial',
  loader: ({ context, params }) => loadPartsOfSerial(context.queryClient, params.serial),
  component: lazyRouteComponent(() => import('../parts/PartPage.tsx'), 'PartPage'),
});

const classes = createRoute({
  getParentRoute: () => shell,
  path: '/classes',
  loader: ({ context: { queryClient } }) =>
    Promise.all([
      queryClient.ensureInfiniteQueryData(everyClassQuery),
      queryClient.ensureQueryData(proposalsQuery),
    ]),
  component: lazyRouteComponent(() => import('../classes/ClassesPage.tsx'), 'ClassesPage'),
});

const classNew = createRoute({
  getParentRoute: () => shell,
  path: '/classes/new',
  validateSearch: readClassNewSearch,
  loader: ({ context }) => context.queryClient.ensureQueryData(proposalsQuery),
  component: lazyRouteComponent(() => import('../classes/ClassNewPage.tsx'), 'ClassNewPage'),
});

const classPage = createRoute({
  getParentRoute: () => shell,
  path: '/classes/$name',
  loader: ({ context: { queryClient }, params: { name } }) =>
    Promise.all([
      queryClient.ensureQueryData(classQuery(name)),
      queryClient.ensureQueryData(deviationsQuery(name)),
      queryClient.ensureInfiniteQueryData(membersQuery(name)),
    ]),
  component: lazyRouteComponent(() => import('../classes/ClassPage.tsx'), 'ClassPage'),
});

const classChange = createRoute({
  getParentRoute: () => shell,
  path: '/classes/$name/change',
  loader: ({ context, params }) => context.queryClient.ensureQueryData(classQuery(params.name)),
  component: lazyRouteComponent(() => import('../classes/ClassChangePage.tsx'), 'ClassChangePage'),
});

const burnIns = createRoute({
  getParentRoute: () => shell,
  path: '/burn-ins',
  component: lazyRouteComponent(() => import('../burn-ins/BurnInsPage.tsx'), 'BurnInsPage'),
});

const burnInRuns = createRoute({
  getParentRoute: () => burnIns,
  path: '/',
  validateSearch: readBurnInSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => context.queryClient.ensureInfiniteQueryData(burnInPagesQuery(deps)),
  component: lazyRouteComponent(() => import('../burn-ins/BurnInRunsTab.tsx'), 'BurnInRunsTab'),
});

const burnInProfiles = createRoute({
  getParentRoute: () => burnIns,
  path: '/profiles',
  loader: ({ context }) => context.queryClient.ensureQueryData(query('profile.list')),
  component: lazyRouteComponent(() => import('../burn-ins/ProfilesTab.tsx'), 'ProfilesTab'),
});

const burnInNew = createRoute({
  getParentRoute: () => shell,
  path: '/burn-ins/new',
  validateSearch: readCandidateSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context: { queryClient }, deps }) =>
    Promise.all([
      queryClient.ensureQueryData(candidatesQuery(deps)),
      queryClient.ensureQueryData(candidateFacetsQuery(deps)),
    ]),
  component: lazyRouteComponent(() => import('../burn-ins/BurnInNewPage.tsx'), 'BurnInNewPage'),
});

const burnIn = createRoute({
  getParentRoute: () => shell,
  path: '/burn-ins/$id',
  loader: ({ context, params }) => loadBurnIn(context.queryClient, params.id),
  component: lazyRouteComponent(() => import('../burn-ins/BurnInPage.tsx'), 'BurnInPage'),
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
export const hardwareRoutes = [
  machines,
  machineBulk,
  machine.addChildren([machineOverview, machineHardware, machineBurnIn, machineSensors]),
  machineDeploy,
  machineChange,
  racks,
  rack,
  parts,
  part,
  classes,
  classNew,
  classPage,
  classChange,
  burnIns.addChildren([burnInRuns, burnInProfiles]),
  burnInNew,
  burnIn,
] as const;
