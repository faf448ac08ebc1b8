import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { query } from '../api/query.ts';
import {
  labCredentialsQuery,
  readEnrolSearch,
  recentScansQuery,
  scanRangesQuery,
  unclaimedNodesQuery,
} from '../enrol/queries.ts';
import { shell } from './shell.ts';

const enrol = createRoute({
  getParentRoute: () => shell,
  path: '/enrol',
  component: lazyRouteComponent(() => import('../enrol/EnrolPage.tsx'), 'EnrolPage'),
});

const enrolOne = createRoute({
  getParentRoute: () => enrol,
  path: '/',
  validateSearch: readEnrolSearch,
  loaderDeps: ({ search }) => search,
  loader: async ({ context, deps: { lab } }) => {
    if (lab !== undefined) await context.queryClient.ensureQueryData(labCredentialsQuery(lab));
  },
  component: lazyRouteComponent(() => import('../enrol/EnrolOneTab.tsx'), 'EnrolOneTab'),
});

const enrolFile = createRoute({
  getParentRoute: () => enrol,
  path: '/file',
  component: lazyRouteComponent(() => import('../enrol/EnrolFileTab.tsx'), 'EnrolFileTab'),
});

const enrolScan = createRoute({
  getParentRoute: () => enrol,
  path: '/scan',
  loader: ({ context: { queryClient } }) =>
    Promise.all([
      queryClient.ensureQueryData(scanRangesQuery),
      queryClient.ensureQueryData(recentScansQuery),
    ]),
  component: lazyRouteComponent(() => import('../enrol/ScanTab.tsx'), 'ScanTab'),
});

const enrolUnclaimed = createRoute({
  getParentRoute: () => enrol,
  path: '/unclaimed',
  loader: ({ context }) => context.queryClient.ensureQueryData(unclaimedNodesQuery),
  component: lazyRouteComponent(() => import('../enrol/UnclaimedTab.tsx'), 'UnclaimedTab'),
});

const scan = createRoute({
  getParentRoute: () => shell,
  path: '/enrol/scans/$id',
  loader: ({ context: { queryClient }, params }) =>
    Promise.all([
      queryClient.ensureQueryData(query('machine-scan.show', { params })),
      queryClient.ensureQueryData(query('operation.show', { params })),
    ]),
  component: lazyRouteComponent(() => import('../enrol/ScanPage.tsx'), 'ScanPage'),
});

/** The ways in which machines become known. */
export const enrolRoutes = [
  enrol.addChildren([enrolOne, enrolFile, enrolScan, enrolUnclaimed]),
  scan,
] as const;
