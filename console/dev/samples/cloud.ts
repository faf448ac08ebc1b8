import type { CloudDetail, ServiceHealth } from '@tuskar/contract/cloud.ts';
import { imageId } from './image.ts';
import { ago } from './time.ts';

export const intent = `name: try
region: RegionOne
hosts:
  - name: try-1
    roles: [controller, network, compute]
networks:
  management:
    cidr: 198.18.0.0/20
  tunnel:
    cidr: 198.18.16.0/20
  external:
    cidr: 198.18.32.0/20
    gateway: 198.18.32.1
    pool:
      start: 198.18.40.0
      end: 198.18.47.254
config:
  nova.conf:
    DEFAULT:
      cpu_allocation_ratio: 4
`;

const units: [service: string, unit: string][] = [
  ['mariadb', 'mariadb.service'],
  ['rabbitmq', 'rabbitmq-server.service'],
  ['memcached', 'memcached.service'],
  ['haproxy', 'haproxy.service'],
  ['keystone', 'keystone.service'],
  ['glance', 'glance-api.service'],
  ['placement', 'placement-api.service'],
  ['nova', 'nova-api.service'],
  ['nova', 'nova-scheduler.service'],
  ['nova', 'nova-conductor.service'],
  ['nova', 'nova-compute.service'],
  ['libvirt', 'libvirtd.service'],
  ['ovn', 'ovn-northd.service'],
  ['ovn', 'ovn-controller.service'],
  ['neutron', 'neutron-api.service'],
  ['horizon', 'apache2.service'],
];

export function sampleServices(host: string): ServiceHealth[] {
  return units.map(([service, unit]) => ({
    service,
    host,
    unit,
    state: 'healthy',
    reason: null,
    checkedAt: ago({ seconds: 20 }),
  }));
}

export function sampleCloud(change: Partial<CloudDetail> = {}): CloudDetail {
  const at = 'https://198.18.0.11';
  return {
    name: 'try',
    state: 'active',
    stateReason: null,
    stateSince: ago({ hours: 4 }),
    region: 'RegionOne',
    image: imageId,
    hosts: [{ name: 'try-1', roles: ['controller', 'network', 'compute'] }],
    currentBlueprint: 'bp-0001',
    proposedBlueprint: null,
    runningOperation: null,
    endpoints: [
      { service: 'identity', url: `${at}:5000/v3` },
      { service: 'image', url: `${at}:9292` },
      { service: 'placement', url: `${at}:8778` },
      { service: 'compute', url: `${at}:8774/v2.1` },
      { service: 'network', url: `${at}:9696` },
    ],
    dashboardUrl: `${at}/horizon`,
    lastVerification: { id: 'vf-0001', state: 'passed', at: ago({ hours: 3 }) },
    createdAt: ago({ hours: 5 }),
    updatedAt: ago({ hours: 4 }),
    intent,
    services: sampleServices('try-1'),
    ...change,
  };
}
