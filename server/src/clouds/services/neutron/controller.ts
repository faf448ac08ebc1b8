import type { Item } from '@tuskar/contract/part.ts';
import { daemonItems, ownDaemonItems } from '../daemon.ts';
import { databaseItems } from '../database.ts';
import type { CompileContext, ConfigFile, HostFacts } from '../module.ts';
import { apiWorkers, isDataHost } from '../topology.ts';
import { answersItem, wsgiItems } from '../wsgi.ts';
import { database, ml2Config, serverConfig } from './config.ts';

export const apiPort = 9696;

const configs = ['neutron:config', 'neutron:ml2-config'];
const options = '--config-file=/etc/neutron/neutron.conf --config-file=/etc/neutron/plugins/ml2/ml2_conf.ini';

function apiItems(context: CompileContext, host: HostFacts, after: string[]): Item[] {
  const unit = 'neutron-api';
  return [
    ...wsgiItems(
      context,
      host,
      {
        unit,
        user: 'neutron',
        path: '/etc/neutron/neutron-api-uwsgi.ini',
        script: '/usr/bin/neutron-api',
        publicPort: apiPort,
        processes: apiWorkers(host),
        // By the server's time of start its workers find each other in OVN's hash ring.
        settings: ['start-time = %t'],
      },
      { after, restartOn: configs },
    ),
    answersItem(context, host, { unit, publicPort: apiPort, path: '/', status: [200] }),
  ];
}

/** The API. It reaches OVN's databases as it starts. */
export function controllerItems(context: CompileContext, host: HostFacts): (Item | ConfigFile)[] {
  const after = isDataHost(context, host)
    ? ['neutron:schema', 'ovn:northbound-listens', 'ovn:southbound-listens', 'rabbitmq:unit']
    : [];
  return [
    serverConfig(context, host),
    ml2Config(context),
    ...databaseItems(context, host, database, ['neutron:config', 'neutron:ml2-config']),
    ...apiItems(context, host, after),
  ];
}

/** Nobody who makes a network waits for these. */
export function workerItems(): Item[] {
  const worker = (unit: string, description: string) => ({
    unit,
    description,
    user: 'neutron',
    command: `/usr/bin/${unit} ${options}`,
    after: ['neutron-api:answers'],
    restartOn: configs,
  });
  return [
    ...daemonItems(worker('neutron-rpc-server', 'OpenStack Neutron RPC server')),
    ...ownDaemonItems(worker('neutron-periodic-workers', 'OpenStack Neutron periodic workers')),
    ...ownDaemonItems(worker('neutron-ovn-maintenance-worker', 'OpenStack Neutron OVN maintenance worker')),
  ];
}
