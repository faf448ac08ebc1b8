import type { ServiceModule } from './module.ts';
import { phaseOn } from './topology.ts';

/** The cache of tokens and catalogues, on every controller. */
export const memcached: ServiceModule = {
  name: 'memcached',
  title: 'Memcached, the token cache',
  roles: ['controller'],
  needs: ['base'],
  byDefault: 'on',
  configFiles: [],
  compile: (context, host) => [
    {
      phase: phaseOn(context, 'data'),
      items: [
        {
          kind: 'file',
          id: 'memcached:config',
          path: '/etc/memcached.conf',
          owner: 'root',
          group: 'root',
          mode: '0644',
          content: [
            '-m 64',
            '-p 11211',
            '-U 0',
            '-u memcache',
            '-c 4096',
            `-l ${host.addresses.management}`,
            '',
          ].join('\n'),
        },
        {
          kind: 'unit',
          id: 'memcached:unit',
          unit: 'memcached.service',
          enabled: true,
          state: 'started',
          restartOn: ['memcached:config'],
        },
      ],
    },
  ],
  probes: () => [{ kind: 'unit', unit: 'memcached.service' }],
};
