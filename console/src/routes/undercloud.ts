import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { query } from '../api/query.ts';
import { undercloudQuery } from '../undercloud/queries.ts';
import { shell } from './shell.ts';

const undercloud = createRoute({
  getParentRoute: () => shell,
  path: '/undercloud',
  loader: ({ context: { queryClient } }) =>
    Promise.all([
      queryClient.ensureQueryData(undercloudQuery),
      queryClient.ensureQueryData(query('image.list')),
    ]),
  component: lazyRouteComponent(() => import('../undercloud/UndercloudPage.tsx'), 'UndercloudPage'),
});

const undercloudConnect = createRoute({
  getParentRoute: () => shell,
  path: '/undercloud/connect',
  loader: ({ context }) => context.queryClient.ensureQueryData(query('cloud.list')),
  component: lazyRouteComponent(
    () => import('../undercloud/UndercloudConnectPage.tsx'),
    'UndercloudConnectPage',
  ),
});

/** The bare-metal service that works on machines. */
export const undercloudRoutes = [undercloud, undercloudConnect] as const;
