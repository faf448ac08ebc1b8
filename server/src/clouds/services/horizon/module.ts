import type { Item } from '@tuskar/contract/part.ts';
import type { CompileContext, HostFacts, ServiceModule } from '../module.ts';
import { backendPort, listenAddress } from '../topology.ts';
import { apacheConfig } from './apache.ts';
import { localSettings } from './settings.ts';

const publicPort = 443;

function items(context: CompileContext, host: HostFacts): Item[] {
  const listen = `${listenAddress(context, host)}:${backendPort(publicPort)}`;
  return [
    {
      kind: 'file',
      id: 'horizon:settings',
      path: '/etc/openstack-dashboard/local_settings.py',
      owner: 'root',
      group: 'horizon',
      mode: '0640',
      content: localSettings(context),
      sensitive: true,
    },
    {
      kind: 'file',
      id: 'horizon:apache',
      path: '/etc/apache2/apache2.conf',
      owner: 'root',
      group: 'root',
      mode: '0644',
      content: apacheConfig(host, listen),
    },
    {
      kind: 'unit',
      id: 'horizon:unit',
      unit: 'apache2.service',
      enabled: true,
      state: 'started',
      after: ['memcached:unit'],
      restartOn: ['horizon:settings', 'horizon:apache'],
    },
  ];
}

export const horizon: ServiceModule = {
  name: 'horizon',
  title: 'Horizon, the dashboard',
  roles: ['controller'],
  needs: ['base', 'memcached', 'haproxy', 'keystone'],
  byDefault: 'on',
  configFiles: [],
  frontends: [{ name: 'horizon', port: publicPort }],
  apiUnits: ['apache2.service'],
  dashboard: { port: publicPort, path: '/' },
  compile: (context, host) => [{ phase: 'services', items: items(context, host) }],
  probes: () => [
    { kind: 'unit', unit: 'apache2.service' },
    { kind: 'http', name: 'dashboard', port: publicPort, path: '/auth/login/', status: [200] },
  ],
};
