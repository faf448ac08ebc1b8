import { unitFilesFirst } from '../daemon.ts';
import type { Contribution, HealthProbe, ServiceModule } from '../module.ts';
import { phaseOn } from '../topology.ts';
import { computeItems, hypervisorItems } from './compute.ts';
import { consoleItems, controllerItems, controllerMigrations, schedulingItems } from './controller.ts';
import { apiPort, consolePort, metadataPort } from './ports.ts';

const controllerUnits = [
  'nova-api.service',
  'nova-api-metadata.service',
  'nova-conductor.service',
  'nova-scheduler.service',
  'nova-novncproxy.service',
];

export const nova: ServiceModule = {
  name: 'nova',
  title: 'Nova, the compute service',
  roles: ['controller', 'compute'],
  needs: [
    'base',
    'mariadb',
    'rabbitmq',
    'memcached',
    'haproxy',
    'keystone',
    'glance',
    'placement',
    'neutron',
  ],
  byDefault: 'on',
  configFiles: ['nova.conf'],
  serviceUser: 'nova',
  catalogue: [{ type: 'compute', name: 'nova', port: apiPort, path: '/v2.1' }],
  frontends: [
    { name: 'nova', port: apiPort },
    { name: 'nova-metadata', port: metadataPort },
    { name: 'nova-console', port: consolePort, idleSeconds: 3600 },
  ],
  apiUnits: ['nova-api.service'],
  data: ['/var/lib/nova/instances/*'],
  compile: (context, host) => {
    const contributions: Contribution[] = [];
    if (host.roles.includes('controller')) {
      contributions.push(
        ...unitFilesFirst(context, 'services', controllerItems(context, host)),
        ...unitFilesFirst(context, 'compute', schedulingItems()),
        ...unitFilesFirst(context, 'finish', [...consoleItems(), ...controllerMigrations(context, host)]),
      );
    }
    if (host.roles.includes('compute')) {
      contributions.push(
        { phase: phaseOn(context, 'foundation'), items: hypervisorItems() },
        ...unitFilesFirst(context, 'compute', computeItems(context, host)),
      );
    }
    return contributions;
  },
  probes: (_context, host) => {
    const controller = host.roles.includes('controller');
    const units = [
      ...(controller ? controllerUnits : []),
      ...(host.roles.includes('compute') ? ['libvirtd.service', 'nova-compute.service'] : []),
    ];
    return [
      ...units.map((unit): HealthProbe => ({ kind: 'unit', unit })),
      ...(controller
        ? [
            {
              kind: 'http',
              name: 'compute API',
              port: apiPort,
              path: '/',
              status: [200],
            } satisfies HealthProbe,
          ]
        : []),
    ];
  },
};
