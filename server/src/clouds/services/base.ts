import type { CompileContext, ServiceModule } from './module.ts';
import { caPath, phaseOn } from './topology.ts';

function hostsFile(context: CompileContext): string {
  const lines = context.hosts.map((host) => `${host.addresses.management} ${host.name}`);
  return ['127.0.0.1 localhost', '::1 localhost ip6-localhost ip6-loopback', ...lines, ''].join('\n');
}

/** What every host of a cloud has: its peers' names, Tuskar's CA, and the id of its image. */
export const base: ServiceModule = {
  name: 'base',
  title: 'What every host has',
  roles: ['controller', 'compute', 'network', 'storage', 'undercloud', 'monitor'],
  needs: [],
  byDefault: 'on',
  configFiles: [],
  data: ['/etc/tuskar'],
  compile: (context) => [
    {
      phase: phaseOn(context, 'foundation'),
      items: [
        {
          kind: 'directory',
          id: 'base:directory',
          path: '/etc/tuskar',
          owner: 'root',
          group: 'root',
          mode: '0755',
        },
        {
          kind: 'file',
          id: 'base:image',
          title: 'Record the image that the host runs',
          path: '/etc/tuskar/image',
          owner: 'root',
          group: 'root',
          mode: '0644',
          content: `${context.image}\n`,
        },
        {
          kind: 'file',
          id: 'base:hosts',
          path: '/etc/hosts',
          owner: 'root',
          group: 'root',
          mode: '0644',
          content: context.once('base:hosts', () => hostsFile(context)),
        },
        {
          kind: 'file',
          id: 'base:ca',
          title: "Trust Tuskar's CA",
          path: caPath,
          owner: 'root',
          group: 'root',
          mode: '0644',
          content: context.secret('ca', 'ca-certificate'),
        },
      ],
    },
  ],
  probes: () => [],
};
