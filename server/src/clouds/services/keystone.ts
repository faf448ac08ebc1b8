import type { Item } from '@tuskar/contract/part.ts';
import { unitFilesFirst } from './daemon.ts';
import { type Database, databaseItems, databaseUrl, mariadb, migrationItems } from './database.ts';
import type { CompileContext, ConfigFile, HostFacts, ServiceModule } from './module.ts';
import { apiWorkers, isDataHost, memcachedServers, phaseOn, publicUrl } from './topology.ts';
import { answersItem, wsgiItems } from './wsgi.ts';

const publicPort = 5000;

/** The secret with the password of the cloud's administrator. */
export const adminPassword = 'admin-keystone';

const database: Database = {
  name: 'keystone',
  user: 'keystone',
  sync: { argv: ['keystone-manage', 'db_sync'], user: 'keystone' },
};

function config(context: CompileContext): ConfigFile {
  return {
    kind: 'config',
    id: 'keystone:config',
    file: 'keystone.conf',
    schema: 'keystone',
    path: '/etc/keystone/keystone.conf',
    owner: 'root',
    group: 'keystone',
    mode: '0640',
    sections: {
      DEFAULT: { public_endpoint: publicUrl(context, { port: publicPort }) },
      database: { connection: databaseUrl(context, database) },
      token: { provider: 'fernet' },
      // The least that OWASP recommends for bcrypt: services sign in often, and each round doubles what that costs.
      identity: { password_hash_rounds: 10 },
      cache: {
        enabled: true,
        backend: 'oslo_cache.memcache_pool',
        memcache_servers: memcachedServers(context),
      },
      oslo_middleware: { enable_proxy_headers_parsing: true },
    },
  };
}

/** Keys are the same on all controllers, so that each reads the tokens and credentials of the others. */
function keyItems(context: CompileContext): Item[] {
  return ['fernet', 'credential'].flatMap((use): Item[] => [
    {
      kind: 'directory',
      id: `keystone:${use}-keys`,
      path: `/etc/keystone/${use}-keys`,
      owner: 'keystone',
      group: 'keystone',
      mode: '0700',
    },
    // 0 is the next key, and the highest number the one in use.
    ...[0, 1].map((index): Item => ({
      kind: 'file',
      id: `keystone:${use}-key-${index}`,
      path: `/etc/keystone/${use}-keys/${index}`,
      owner: 'keystone',
      group: 'keystone',
      mode: '0600',
      content: context.secret(`keystone-${use}-${index}`, 'fernet'),
      sensitive: true,
    })),
  ]);
}

const keyIds = ['fernet', 'credential'].flatMap((use) => [`keystone:${use}-key-0`, `keystone:${use}-key-1`]);

/** The administrator and the identity service's own endpoints: all else is registered through its API. */
function bootstrapItems(context: CompileContext, host: HostFacts): Item[] {
  if (!isDataHost(context, host)) return [];
  const url = publicUrl(context, { port: publicPort, path: '/v3' });
  const done = `SELECT 'bootstrapped' FROM keystone.endpoint WHERE interface = 'public' AND url = '${url}'
    AND EXISTS (SELECT 1 FROM keystone.local_user WHERE name = 'admin')`;
  return [
    {
      kind: 'command',
      id: 'keystone:bootstrap',
      title: 'Make the administrator of the identity service',
      // As root, and not with 'user': the guard asks the database server as its administrator.
      argv: [
        'runuser',
        '-u',
        'keystone',
        '--',
        'keystone-manage',
        'bootstrap',
        '--bootstrap-region-id',
        context.intent.region,
        ...['public', 'internal', 'admin'].flatMap((kind) => [`--bootstrap-${kind}-url`, url]),
      ],
      env: { OS_BOOTSTRAP_PASSWORD: context.secret(adminPassword) },
      after: ['keystone:schema', 'keystone:config', ...keyIds],
      guard: { outputContains: { argv: [...mariadb, '--execute', done], text: 'bootstrapped' } },
      timeoutSeconds: 120,
      sensitive: true,
    },
  ];
}

function apiItems(context: CompileContext, host: HostFacts): (Item | ConfigFile)[] {
  const unit = 'keystone';
  return [
    config(context),
    ...keyItems(context),
    ...databaseItems(context, host, database, ['keystone:config']),
    ...bootstrapItems(context, host),
    ...wsgiItems(
      context,
      host,
      {
        unit,
        user: 'keystone',
        path: '/etc/keystone/keystone-uwsgi.ini',
        script: '/usr/bin/keystone-wsgi-public',
        publicPort,
        processes: apiWorkers(host) + 1,
        preload: true,
      },
      {
        after: isDataHost(context, host) ? ['keystone:schema', 'memcached:unit'] : ['memcached:unit'],
        restartOn: ['keystone:config', ...keyIds],
      },
    ),
    answersItem(context, host, { unit, publicPort, path: '/v3', status: [200] }),
  ];
}

export const keystone: ServiceModule = {
  name: 'keystone',
  title: 'Keystone, the identity service',
  roles: ['controller'],
  needs: ['base', 'mariadb', 'memcached', 'haproxy'],
  byDefault: 'on',
  configFiles: ['keystone.conf'],
  catalogue: [{ type: 'identity', name: 'keystone', port: publicPort, path: '/v3' }],
  frontends: [{ name: 'keystone', port: publicPort }],
  apiUnits: ['keystone.service'],
  data: ['/etc/keystone/fernet-keys', '/etc/keystone/credential-keys'],
  compile: (context, host) => [
    ...unitFilesFirst(context, phaseOn(context, 'identity'), apiItems(context, host)),
    { phase: 'finish', items: migrationItems(context, host, database) },
  ],
  probes: () => [
    { kind: 'unit', unit: 'keystone.service' },
    { kind: 'http', name: 'identity API', port: publicPort, path: '/v3', status: [200] },
  ],
};
