import type { ImageDetail } from '@tuskar/contract/image.ts';
import { ago } from './time.ts';

export const imageId = 'host-4f2a9c31be07';

const openstack = ['keystone', 'glance-api', 'placement-api', 'nova-api', 'nova-compute', 'neutron-api'];
const base = [
  'mariadb-server',
  'rabbitmq-server',
  'memcached',
  'haproxy',
  'ovn-central',
  'openvswitch-switch',
];

export const agentImageId = 'agent-9c31be074f2a';
export const olderAgentImageId = 'agent-07e5d1c2ab90';

/** What machines boot for work on them: the newest, and the one before. */
export function sampleAgentImages(): ImageDetail[] {
  const common = {
    ...sampleImage(),
    recipe: 'agent',
    usedBy: [],
    optionSchemas: [],
    databases: [],
  };
  return [
    { ...common, id: agentImageId, createdAt: ago({ days: 1 }), bytes: 214_000_000 },
    { ...common, id: olderAgentImageId, createdAt: ago({ days: 12 }), bytes: 211_000_000 },
  ];
}

/** A manifest with as many packages as a real one, most of them made up by number. */
export function sampleImage(): ImageDetail {
  const filler = Array.from({ length: 700 }, (_, index) => `libexample${index}`);
  const names = [...openstack, ...base, ...filler].sort();
  return {
    id: imageId,
    recipe: 'host',
    createdAt: ago({ days: 2 }),
    base: 'trixie',
    openstack: '2025.1',
    packages: names.length,
    bytes: 2_470_000_000,
    buildSeconds: 291,
    usedBy: ['try'],
    packageVersions: Object.fromEntries(
      names.map((name, index) => [name, `2:${31 + (index % 7)}.0.0-3+deb13u1`]),
    ),
    optionSchemas: [
      { service: 'nova', options: 1043 },
      { service: 'neutron', options: 612 },
      { service: 'keystone', options: 388 },
      { service: 'glance', options: 341 },
    ],
    databases: ['keystone', 'glance', 'placement', 'nova_api', 'nova', 'nova_cell0', 'neutron'],
  };
}
