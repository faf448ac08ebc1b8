import type { Manifest } from '@tuskar/image/schema.ts';

const file = { path: 'guest/file', bytes: 1, sha256: '0' };

/** A small image's manifest, for tests of what the rooms do with one. */
export const testManifest: Manifest = {
  format: 1,
  id: 'host-0123456789ab',
  createdAt: '2026-01-01T00:00:00.000Z',
  recipe: { name: 'host', digest: 'd' },
  resolved: { digest: 'r', at: '2026-01-01T00:00:00.000Z' },
  base: { distribution: 'debian', suite: 'trixie', version: '13', architecture: 'amd64' },
  openstack: { release: '2025.1', name: 'epoxy' },
  services: { nova: '31.0.0' },
  packages: [{ name: 'nova-api', version: '2:31.0.0-6', architecture: 'all', source: 'nova' }],
  options: [{ service: 'nova', path: 'options/nova.json', sections: 2, options: 10 }],
  databases: [
    { name: 'nova_api', service: 'nova', path: '/usr/share/tuskar/schema/nova_api.sql', bytes: 1, tables: 1 },
  ],
  guest: {
    kernel: '6.12',
    busybox: '1.37',
    commandLine: 'console=ttyS0',
    vmlinuz: file,
    initrd: file,
    disk: file,
  },
  ramdisk: null,
  disk: null,
  patches: [],
  sizes: { rootfsBytes: 2_000_000_000, rootfsFiles: 80_000, downloadBytes: 500_000_000 },
  build: { seconds: 300, stages: { base: 30 } },
};
