import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { query } from '../api/query.ts';
import { certificatePagesQuery, readCertificateSearch } from '../certificates/queries.ts';
import { shell } from './shell.ts';

const certificates = createRoute({
  getParentRoute: () => shell,
  path: '/certificates',
  validateSearch: readCertificateSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => context.queryClient.ensureInfiniteQueryData(certificatePagesQuery(deps)),
  component: lazyRouteComponent(() => import('../certificates/CertificatesPage.tsx'), 'CertificatesPage'),
});

const certificate = createRoute({
  getParentRoute: () => shell,
  path: '/certificates/$id',
  loader: ({ context: { queryClient }, params }) =>
    Promise.all([
      queryClient.ensureQueryData(query('certificate.show', { params })),
      queryClient.ensureQueryData(query('certificate.document', { params })),
    ]),
  component: lazyRouteComponent(() => import('../certificates/CertificatePage.tsx'), 'CertificatePage'),
});

/** Proof that the disks of a machine were erased. */
export const certificateRoutes = [certificates, certificate] as const;
