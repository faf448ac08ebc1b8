import type { Item } from '@tuskar/contract/part.ts';
import { daemonItems } from '../daemon.ts';
import { databaseItems, migrationItems } from '../database.ts';
import type { CompileContext, ConfigFile, HostFacts } from '../module.ts';
import { apiWorkers, isDataHost } from '../topology.ts';
import { answersItem, wsgiItems } from '../wsgi.ts';
import { cellItems } from './cells.ts';
import { controllerConfig } from './config.ts';
import { apiDatabase, cell0Database, cellDatabase } from './databases.ts';
import { apiPort, metadataPort } from './ports.ts';

function apiItems(context: CompileContext, host: HostFacts, after: string[]): Item[] {
  const workers = apiWorkers(host);
  const unit = { after, restartOn: ['nova:config'] };
  return [
    ...wsgiItems(
      context,
      host,
      {
        unit: 'nova-api',
        user: 'nova',
        path: '/etc/nova/nova-api-uwsgi.ini',
        script: '/usr/bin/nova-api-wsgi',
        publicPort: apiPort,
        processes: workers + 1,
        // Requests to several cells at once run in green threads, which do not mix with real ones.
        threads: 1,
      },
      unit,
    ),
    ...wsgiItems(
      context,
      host,
      {
        unit: 'nova-api-metadata',
        user: 'nova',
        path: '/etc/nova/nova-api-metadata-uwsgi.ini',
        script: '/usr/bin/nova-metadata-wsgi',
        publicPort: metadataPort,
        processes: workers,
        threads: 1,
      },
      unit,
    ),
    answersItem(context, host, { unit: 'nova-api', publicPort: apiPort, path: '/', status: [200] }),
    answersItem(context, host, {
      unit: 'nova-api-metadata',
      publicPort: metadataPort,
      path: '/',
      status: [200],
    }),
  ];
}

function daemon(unit: string, after: string[], options = ''): Item[] {
  return daemonItems({
    unit,
    command: `/usr/bin/${unit} --config-file=/etc/nova/nova.conf${options}`,
    after,
    restartOn: ['nova:config'],
  });
}

/** APIs, scheduler, conductor and console proxy. */
export function controllerItems(context: CompileContext, host: HostFacts): (Item | ConfigFile)[] {
  const here = isDataHost(context, host);
  const databases = [apiDatabase, cellDatabase, cell0Database];
  const schemas = here ? [...databases.map(({ name }) => `${name}:schema`), 'nova:cells'] : [];
  const queue = here ? ['rabbitmq:unit'] : [];
  return [
    controllerConfig(context, host),
    ...databases.flatMap((database) => databaseItems(context, host, database, ['nova:config'])),
    ...cellItems(context, host),
    ...apiItems(context, host, schemas),
    ...daemon('nova-conductor', [...schemas, ...queue]),
    ...daemon('nova-scheduler', [...schemas, ...queue]),
    ...daemon('nova-novncproxy', schemas, ' --web=/usr/share/novnc'),
  ];
}

/** `nova-manage db sync` migrates cell0 and then the cell of its configuration, so it stands for both. */
export function controllerMigrations(context: CompileContext, host: HostFacts): Item[] {
  return [
    ...migrationItems(context, host, apiDatabase),
    ...migrationItems(context, host, cell0Database, ['nova_api:migration', 'nova:schema']),
  ];
}
