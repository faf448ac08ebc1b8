import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { query } from '../api/query.ts';
import { certificatePagesQuery, readCertificateSearch } from '../certificates/queries.ts';
import { signingKeysQuery } from '../certificates/signing-keys.ts';
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

const signingKeys = createRoute({
  getParentRoute: () => shell,
  path: '/certificates/keys',
  loader: ({ context }) => context.queryClient.ensureQueryData(signingKeysQuery),
  component: lazyRouteComponent(() => import('../certificates/SigningKeysPage.tsx'), 'SigningKeysPage'),
});

/** Proof that the disks of a machine were erased. */
export const certificateRoutes = [certificates, signingKeys, certificate] as const;
