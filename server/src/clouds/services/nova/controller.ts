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
        processes: workers,
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

function daemon(unit: string, options = ''): Item[] {
  return daemonItems({
    unit,
    command: `/usr/bin/${unit} --config-file=/etc/nova/nova.conf${options}`,
    after: ['nova-api:answers'],
    restartOn: ['nova:config'],
  });
}

/** Databases, cells and APIs. */
export function controllerItems(context: CompileContext, host: HostFacts): (Item | ConfigFile)[] {
  const schemas = isDataHost(context, host)
    ? ['nova_api:schema', 'nova:schema', 'nova_cell0:schema', 'nova:cells']
    : [];
  return [
    controllerConfig(context, host),
    ...databaseItems(context, host, apiDatabase, ['nova:config']),
    ...databaseItems(context, host, cellDatabase, ['nova:config']),
    ...cellItems(context, host),
    // Where there is no dump its migration goes by way of its mapping, and through the first cell.
    ...databaseItems(context, host, cell0Database, ['nova:cells', 'nova:schema']),
    ...apiItems(context, host, schemas),
  ];
}

/** They sign in as nova while they start, and end where they cannot. */
export function schedulingItems(): Item[] {
  return [...daemon('nova-conductor'), ...daemon('nova-scheduler')];
}

/** Nobody who boots a server waits for consoles. */
export function consoleItems(): Item[] {
  return daemon('nova-novncproxy', ' --web=/usr/share/novnc');
}

/** `nova-manage db sync` migrates cell0 and then the cell of its configuration, so it stands for both. */
export function controllerMigrations(context: CompileContext, host: HostFacts): Item[] {
  return [
    ...migrationItems(context, host, apiDatabase),
    ...migrationItems(context, host, cell0Database, ['nova_api:migration', 'nova:schema']),
  ];
}
