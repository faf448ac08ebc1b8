import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { query } from '../api/query.ts';
import { incidentPagesQuery, readIncidentSearch } from '../incidents/queries.ts';
import { shell } from './shell.ts';

const incidents = createRoute({
  getParentRoute: () => shell,
  path: '/incidents',
  validateSearch: readIncidentSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => context.queryClient.ensureInfiniteQueryData(incidentPagesQuery(deps)),
  component: lazyRouteComponent(() => import('../incidents/IncidentsPage.tsx'), 'IncidentsPage'),
});

const incident = createRoute({
  getParentRoute: () => shell,
  path: '/incidents/$id',
  loader: ({ context, params }) => context.queryClient.ensureQueryData(query('incident.show', { params })),
  component: lazyRouteComponent(() => import('../incidents/IncidentPage.tsx'), 'IncidentPage'),
});

/** What is wrong and needs a person. */
export const incidentRoutes = [incidents, incident] as const;
