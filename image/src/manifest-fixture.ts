import type { Manifest } from './schema.ts';

/** A small valid manifest for tests, here and in other packages. */
export const manifestFixture = (more: Partial<Manifest> = {}): Manifest => ({
  format: 1,
  id: 'host-0123456789ab',
  createdAt: '2026-01-02T03:04:05.000Z',
  recipe: { name: 'host', digest: 'd' },
  resolved: { digest: 'r', at: '2026-01-02T03:00:00.000Z' },
  base: { distribution: 'debian', suite: 'trixie', version: '13.2', architecture: 'amd64' },
  openstack: { release: '2025.1', name: 'Epoxy' },
  services: { nova: '31.0.0' },
  packages: [{ name: 'nova-api', version: '2:31.0.0-6', architecture: 'all', source: 'nova' }],
  options: [{ service: 'nova', path: 'options/nova.json', sections: 60, options: 1236 }],
  databases: [
    { name: 'nova', service: 'nova', path: '/usr/share/tuskar/schema/nova.sql', bytes: 1, tables: 1 },
  ],
  guest: null,
  ramdisk: null,
  disk: null,
  patches: [],
  sizes: { rootfsBytes: 1, rootfsFiles: 1, downloadBytes: 1 },
  build: { seconds: 1, stages: { install: 1 } },
  ...more,
});
