import { migrationItems } from '../database.ts';
import { unitFilesFirst } from '../daemon.ts';
import type { Contribution, HealthProbe, ServiceModule } from '../module.ts';
import { database } from './config.ts';
import { apiPort, controllerItems, workerItems } from './controller.ts';
import { metadataItems } from './metadata.ts';

const controllerUnits = [
  'neutron-api.service',
  'neutron-rpc-server.service',
  'neutron-periodic-workers.service',
  'neutron-ovn-maintenance-worker.service',
];

export const neutron: ServiceModule = {
  name: 'neutron',
  title: 'Neutron, the network service',
  roles: ['controller', 'compute', 'network'],
  needs: ['base', 'mariadb', 'rabbitmq', 'memcached', 'haproxy', 'keystone', 'ovn'],
  byDefault: 'on',
  configFiles: ['neutron.conf', 'ml2_conf.ini', 'neutron_ovn_metadata_agent.ini'],
  serviceUser: 'neutron',
  catalogue: [{ type: 'network', name: 'neutron', port: apiPort, path: '' }],
  frontends: [{ name: 'neutron', port: apiPort }],
  apiUnits: ['neutron-api.service'],
  compile: (context, host) => {
    const contributions: Contribution[] = [];
    if (host.roles.includes('controller')) {
      contributions.push(
        ...unitFilesFirst(context, 'services', controllerItems(context, host)),
        ...unitFilesFirst(context, 'finish', [...workerItems(), ...migrationItems(context, host, database)]),
      );
    }
    if (host.roles.includes('compute')) {
      contributions.push(...unitFilesFirst(context, 'compute', metadataItems(context)));
    }
    return contributions;
  },
  probes: (_context, host) => {
    const controller = host.roles.includes('controller');
    const units = [
      ...(controller ? controllerUnits : []),
      ...(host.roles.includes('compute') ? ['neutron-ovn-metadata-agent.service'] : []),
    ];
    return [
      ...units.map((unit): HealthProbe => ({ kind: 'unit', unit })),
      ...(controller
        ? [
            {
              kind: 'http',
              name: 'network API',
              port: apiPort,
              path: '/',
              status: [200],
            } satisfies HealthProbe,
          ]
        : []),
    ];
  },
};
