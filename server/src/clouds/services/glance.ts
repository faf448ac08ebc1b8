import type { Item } from '@tuskar/contract/part.ts';
import { daemonItems, unitFilesFirst } from './daemon.ts';
import { type Database, databaseItems, databaseUrl, migrationItems } from './database.ts';
import { tokenSections } from './identity-client.ts';
import type { CompileContext, ConfigFile, HostFacts, ServiceModule } from './module.ts';
import { apiWorkers, backendPort, isDataHost, listenAddress } from './topology.ts';
import { answersItem } from './wsgi.ts';

const publicPort = 9292;
const unit = 'glance-api';

const database: Database = {
  name: 'glance',
  user: 'glance',
  sync: { argv: ['glance-manage', 'db_sync'], user: 'glance' },
};

function config(context: CompileContext, host: HostFacts): ConfigFile {
  const { service_user: _user, ...sections } = tokenSections(context, 'glance');
  const store = (path: string) => ({ filesystem_store_datadir: `/var/lib/glance/${path}` });
  return {
    kind: 'config',
    id: 'glance:config',
    file: 'glance-api.conf',
    schema: 'glance',
    path: '/etc/glance/glance-api.conf',
    owner: 'root',
    group: 'glance',
    mode: '0640',
    sections: {
      DEFAULT: {
        bind_host: listenAddress(context, host),
        bind_port: backendPort(publicPort),
        workers: apiWorkers(host),
        enabled_backends: 'fs:file',
        enabled_import_methods: '[glance-direct,web-download,copy-image]',
      },
      database: { connection: databaseUrl(context, database) },
      glance_store: { default_backend: 'fs' },
      fs: store('images'),
      os_glance_staging_store: store('staging'),
      os_glance_tasks_store: store('tasks'),
      paste_deploy: { flavor: 'keystone' },
      ...sections,
    },
  };
}

function items(context: CompileContext, host: HostFacts): (Item | ConfigFile)[] {
  return [
    config(context, host),
    ...databaseItems(context, host, database, ['glance:config']),
    ...['images', 'staging', 'tasks'].map((name): Item => ({
      kind: 'directory',
      id: `glance:${name}`,
      path: `/var/lib/glance/${name}`,
      owner: 'glance',
      group: 'glance',
      mode: '0750',
    })),
    ...daemonItems({
      unit,
      command: '/usr/bin/glance-api --config-file=/etc/glance/glance-api.conf',
      after: ['glance:schema', 'glance:images', 'glance:staging', 'glance:tasks'],
      restartOn: ['glance:config'],
    }),
    answersItem(context, host, { unit, publicPort, path: '/versions', status: [200] }),
  ];
}

/** Images are files, so that only the data host has them: an API elsewhere would not find them. */
export const glance: ServiceModule = {
  name: 'glance',
  title: 'Glance, the image service',
  roles: ['controller'],
  needs: ['base', 'mariadb', 'memcached', 'haproxy', 'keystone'],
  byDefault: 'on',
  configFiles: ['glance-api.conf'],
  serviceUser: 'glance',
  catalogue: [{ type: 'image', name: 'glance', port: publicPort, path: '' }],
  frontends: [{ name: 'glance', port: publicPort, single: true }],
  apiUnits: ['glance-api.service'],
  data: ['/var/lib/glance/images', '/var/lib/glance/staging', '/var/lib/glance/tasks'],
  compile: (context, host) =>
    isDataHost(context, host)
      ? [
          ...unitFilesFirst(context, 'services', items(context, host)),
          { phase: 'finish', items: migrationItems(context, host, database) },
        ]
      : [],
  probes: (context, host) =>
    isDataHost(context, host)
      ? [
          { kind: 'unit', unit: `${unit}.service` },
          { kind: 'http', name: 'image API', port: publicPort, path: '/versions', status: [200, 300] },
        ]
      : [],
};
