import { fileURLToPath } from 'node:url';
import type { Recipe } from '../../recipe.ts';
import { hostDatabases } from './databases.ts';
import { hostOptions } from './options.ts';
import { hostPackages } from './packages.ts';
import { hostPatches } from './patches.ts';
import { hostPaths } from './paths.ts';

/** The golden image that every host boots: Debian 13 with OpenStack 2025.1. */
export const hostRecipe: Recipe = {
  name: 'host',
  directory: fileURLToPath(new URL('.', import.meta.url)),
  suite: 'trixie',
  architecture: 'amd64',
  openstack: { release: '2025.1', name: 'Epoxy' },
  from: null,
  packages: hostPackages,
  lonePackages: [],
  paths: hostPaths,
  services: {
    mariadb: 'mariadb-server',
    rabbitmq: 'rabbitmq-server',
    memcached: 'memcached',
    haproxy: 'haproxy',
    keystone: 'keystone',
    glance: 'glance-api',
    placement: 'placement-api',
    nova: 'nova-api',
    libvirt: 'libvirt-daemon-system',
    qemu: 'qemu-system-x86',
    neutron: 'neutron-api',
    ovn: 'ovn-central',
    openvswitch: 'openvswitch-switch',
    ironic: 'ironic-common',
    nginx: 'nginx',
    horizon: 'openstack-dashboard',
    tempest: 'tempest',
  },
  patches: hostPatches,
  preparation: { name: 'python', script: 'python.sh', title: 'Compiling Python modules', seconds: 30 },
  tasks: [
    { name: 'dashboard', script: 'dashboard.sh', title: 'Collecting the files of horizon', seconds: 20 },
  ],
  options: hostOptions,
  databases: hostDatabases,
  guest: {
    directory: fileURLToPath(new URL('../guest/', import.meta.url)),
    packages: ['linux-image-cloud-amd64', 'busybox-static'],
    kernel: /^linux-image-\d.*-cloud-amd64$/,
    commandLine: 'console=ttyS0 quiet',
  },
  ramdisk: null,
  disk: null,
  diskBytes: 5e9,
};
