import type { QueryClient } from '@tanstack/react-query';
import { createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { query } from './api/query.ts';
import { auditQuery, readAuditSearch } from './audit/queries.ts';
import { everyHostQuery } from './hosts/queries.ts';
import { openIncidentsQuery } from './incidents/queries.ts';
import { hasMachines, labMachinesQuery } from './lab/queries.ts';
import { everyMachineFacetsQuery } from './machines/queries.ts';
import { operationLogQuery } from './operations/log.ts';
import { operationPagesQuery, readOperationSearch, recentOperationsQuery } from './operations/queries.ts';
import { certificateRoutes } from './routes/certificates.ts';
import { enrolRoutes } from './routes/enrol.ts';
import { hardwareRoutes } from './routes/hardware.ts';
import { incidentRoutes } from './routes/incidents.ts';
import { undercloudRoutes } from './routes/undercloud.ts';
import { root, shell } from './routes/shell.ts';
import { ErrorPage } from './shell/ErrorPage.tsx';
import { NotFoundPage } from './shell/NotFoundPage.tsx';
import { PendingPage } from './shell/PendingPage.tsx';

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search): { to?: string } => (typeof search['to'] === 'string' ? { to: search['to'] } : {}),
  component: lazyRouteComponent(() => import('./session/SignInPage.tsx'), 'SignInPage'),
});

const overview = createRoute({
  getParentRoute: () => shell,
  path: '/',
  loader: ({ context: { queryClient } }) =>
    Promise.all([
      queryClient.ensureQueryData(query('cloud.list')),
      queryClient.ensureQueryData(recentOperationsQuery),
      queryClient.ensureInfiniteQueryData(everyHostQuery),
      queryClient.ensureQueryData(query('image.list')),
      queryClient.ensureQueryData(everyMachineFacetsQuery),
      queryClient.ensureQueryData(openIncidentsQuery),
    ]),
  component: lazyRouteComponent(() => import('./overview/OverviewPage.tsx'), 'OverviewPage'),
});

const clouds = createRoute({
  getParentRoute: () => shell,
  path: '/clouds',
  loader: ({ context }) => context.queryClient.ensureQueryData(query('cloud.list')),
  component: lazyRouteComponent(() => import('./clouds/CloudsPage.tsx'), 'CloudsPage'),
});

const cloudNew = createRoute({
  getParentRoute: () => shell,
  path: '/clouds/new',
  component: lazyRouteComponent(() => import('./clouds/CloudNewPage.tsx'), 'CloudNewPage'),
});

const cloud = createRoute({
  getParentRoute: () => shell,
  path: '/clouds/$name',
  loader: ({ context, params }) => context.queryClient.ensureQueryData(query('cloud.show', { params })),
  component: lazyRouteComponent(() => import('./clouds/CloudPage.tsx'), 'CloudPage'),
});

const cloudServices = createRoute({
  getParentRoute: () => cloud,
  path: '/',
  component: lazyRouteComponent(() => import('./clouds/CloudServicesTab.tsx'), 'CloudServicesTab'),
});

const cloudBlueprints = createRoute({
  getParentRoute: () => cloud,
  path: '/blueprints',
  loader: ({ context, params }) => context.queryClient.ensureQueryData(query('blueprint.list', { params })),
  component: lazyRouteComponent(() => import('./clouds/CloudBlueprintsTab.tsx'), 'CloudBlueprintsTab'),
});

const cloudVerifications = createRoute({
  getParentRoute: () => cloud,
  path: '/verifications',
  loader: ({ context, params }) =>
    context.queryClient.ensureQueryData(query('verification.list', { params })),
  component: lazyRouteComponent(() => import('./clouds/CloudVerificationsTab.tsx'), 'CloudVerificationsTab'),
});

const cloudIntent = createRoute({
  getParentRoute: () => cloud,
  path: '/intent',
  component: lazyRouteComponent(() => import('./clouds/CloudIntentTab.tsx'), 'CloudIntentTab'),
});

const cloudCredentials = createRoute({
  getParentRoute: () => cloud,
  path: '/credentials',
  component: lazyRouteComponent(() => import('./clouds/CloudCredentialsTab.tsx'), 'CloudCredentialsTab'),
});

const blueprint = createRoute({
  getParentRoute: () => shell,
  path: '/blueprints/$id',
  loader: ({ context: { queryClient }, params }) =>
    Promise.all([
      queryClient.ensureQueryData(query('blueprint.show', { params })),
      queryClient.ensureQueryData(query('blueprint.diff', { params })),
    ]),
  component: lazyRouteComponent(() => import('./blueprints/BlueprintPage.tsx'), 'BlueprintPage'),
});

const operations = createRoute({
  getParentRoute: () => shell,
  path: '/operations',
  validateSearch: readOperationSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => context.queryClient.ensureInfiniteQueryData(operationPagesQuery(deps)),
  component: lazyRouteComponent(() => import('./operations/OperationsPage.tsx'), 'OperationsPage'),
});

const operation = createRoute({
  getParentRoute: () => shell,
  path: '/operations/$id',
  loader: ({ context: { queryClient }, params }) =>
    Promise.all([
      queryClient.ensureQueryData(query('operation.show', { params })),
      queryClient.ensureQueryData(operationLogQuery(queryClient, params.id)),
    ]),
  component: lazyRouteComponent(() => import('./operations/OperationPage.tsx'), 'OperationPage'),
});

const hosts = createRoute({
  getParentRoute: () => shell,
  path: '/hosts',
  loader: ({ context }) => context.queryClient.ensureInfiniteQueryData(everyHostQuery),
  component: lazyRouteComponent(() => import('./hosts/HostsPage.tsx'), 'HostsPage'),
});

const hostNew = createRoute({
  getParentRoute: () => shell,
  path: '/hosts/new',
  component: lazyRouteComponent(() => import('./hosts/HostNewPage.tsx'), 'HostNewPage'),
});

const host = createRoute({
  getParentRoute: () => shell,
  path: '/hosts/$name',
  loader: ({ context, params }) => context.queryClient.ensureQueryData(query('host.show', { params })),
  component: lazyRouteComponent(() => import('./hosts/HostPage.tsx'), 'HostPage'),
});

const images = createRoute({
  getParentRoute: () => shell,
  path: '/images',
  loader: ({ context }) => context.queryClient.ensureQueryData(query('image.list')),
  component: lazyRouteComponent(() => import('./images/ImagesPage.tsx'), 'ImagesPage'),
});

const image = createRoute({
  getParentRoute: () => shell,
  path: '/images/$id',
  loader: ({ context, params }) => context.queryClient.ensureQueryData(query('image.show', { params })),
  component: lazyRouteComponent(() => import('./images/ImagePage.tsx'), 'ImagePage'),
});

const lab = createRoute({
  getParentRoute: () => shell,
  path: '/lab',
  loader: async ({ context: { queryClient } }) => {
    const shown = await queryClient.ensureQueryData(query('lab.show'));
    if (hasMachines(shown)) await queryClient.ensureQueryData(labMachinesQuery);
  },
  component: lazyRouteComponent(() => import('./lab/LabPage.tsx'), 'LabPage'),
});

const audit = createRoute({
  getParentRoute: () => shell,
  path: '/audit',
  validateSearch: readAuditSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => context.queryClient.ensureInfiniteQueryData(auditQuery(deps)),
  component: lazyRouteComponent(() => import('./audit/AuditPage.tsx'), 'AuditPage'),
});

const people = createRoute({
  getParentRoute: () => shell,
  path: '/people',
  loader: ({ context }) => context.queryClient.ensureQueryData(query('user.list', { query: { limit: 500 } })),
  component: lazyRouteComponent(() => import('./people/PeoplePage.tsx'), 'PeoplePage'),
});

const tokens = createRoute({
  getParentRoute: () => shell,
  path: '/tokens',
  loader: ({ context }) =>
    context.queryClient.ensureQueryData(query('token.list', { query: { limit: 500 } })),
  component: lazyRouteComponent(() => import('./tokens/TokensPage.tsx'), 'TokensPage'),
});

const password = createRoute({
  getParentRoute: () => shell,
  path: '/password',
  component: lazyRouteComponent(() => import('./people/PasswordPage.tsx'), 'PasswordPage'),
});

const nowhere = createRoute({ getParentRoute: () => shell, path: '$', component: NotFoundPage });

const routeTree = root.addChildren([
  signIn,
  shell.addChildren([
    overview,
    clouds,
    cloudNew,
    cloud.addChildren([cloudServices, cloudBlueprints, cloudVerifications, cloudIntent, cloudCredentials]),
    blueprint,
    operations,
    operation,
    hosts,
    hostNew,
    host,
    ...incidentRoutes,
    ...hardwareRoutes,
    ...enrolRoutes,
    ...certificateRoutes,
    ...undercloudRoutes,
    images,
    image,
    lab,
    audit,
    people,
    tokens,
    password,
    nowhere,
  ]),
]);

export function createConsoleRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    context: { queryClient },
    defaultPreload: 'intent',
    // What is fresh enough is the query cache's to say.
    defaultPreloadStaleTime: 0,
    defaultErrorComponent: ErrorPage,
    defaultNotFoundComponent: NotFoundPage,
    defaultPendingComponent: PendingPage,
    defaultPendingMs: 300,
    scrollRestoration: true,
    scrollToTopSelectors: ['#main'],
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createConsoleRouter>;
  }
}
