import type { Item } from '@tuskar/contract/part.ts';
import { unitFilesFirst } from './daemon.ts';
import { type Database, databaseItems, databaseUrl, migrationItems } from './database.ts';
import { tokenSections } from './identity-client.ts';
import type { CompileContext, ConfigFile, HostFacts, ServiceModule } from './module.ts';
import { apiWorkers, isDataHost } from './topology.ts';
import { answersItem, wsgiItems } from './wsgi.ts';

const publicPort = 8778;

const database: Database = {
  name: 'placement',
  user: 'placement',
  sync: { argv: ['placement-manage', 'db', 'sync'], user: 'placement' },
};

function config(context: CompileContext): ConfigFile {
  const { service_user: _user, ...sections } = tokenSections(context, 'placement');
  return {
    kind: 'config',
    id: 'placement:config',
    file: 'placement.conf',
    schema: 'placement',
    path: '/etc/placement/placement.conf',
    owner: 'root',
    group: 'placement',
    mode: '0640',
    sections: {
      api: { auth_strategy: 'keystone' },
      placement_database: { connection: databaseUrl(context, database) },
      ...sections,
    },
  };
}

function items(context: CompileContext, host: HostFacts): (Item | ConfigFile)[] {
  const unit = 'placement-api';
  return [
    config(context),
    ...databaseItems(context, host, database, ['placement:config']),
    ...wsgiItems(
      context,
      host,
      {
        unit,
        user: 'placement',
        path: '/etc/placement/placement-api-uwsgi.ini',
        script: '/usr/bin/placement-api',
        publicPort,
        processes: apiWorkers(host),
      },
      {
        after: isDataHost(context, host) ? ['placement:schema'] : [],
        restartOn: ['placement:config'],
      },
    ),
    answersItem(context, host, { unit, publicPort, path: '/', status: [200] }),
  ];
}

export const placement: ServiceModule = {
  name: 'placement',
  title: 'Placement, which knows what hosts have to give',
  roles: ['controller'],
  needs: ['base', 'mariadb', 'memcached', 'haproxy', 'keystone'],
  byDefault: 'on',
  configFiles: ['placement.conf'],
  serviceUser: 'placement',
  catalogue: [{ type: 'placement', name: 'placement', port: publicPort, path: '' }],
  frontends: [{ name: 'placement', port: publicPort }],
  apiUnits: ['placement-api.service'],
  compile: (context, host) => [
    ...unitFilesFirst(context, 'services', items(context, host)),
    { phase: 'finish', items: migrationItems(context, host, database) },
  ],
  probes: () => [
    { kind: 'unit', unit: 'placement-api.service' },
    { kind: 'http', name: 'placement API', port: publicPort, path: '/', status: [200] },
  ],
};
