import { readFileSync } from 'node:fs';
import type { Item } from '@tuskar/contract/part.ts';
import { mariadb as client, schemaLoader } from '../database.ts';
import type { HostFacts, ServiceModule } from '../module.ts';
import { isDataHost, phaseOn } from '../topology.ts';

const loader = readFileSync(new URL('load-schema.sh', import.meta.url), 'utf8');

function serverConfig(host: HostFacts): string {
  const small = host.memoryMiB < 65_536;
  return `[mariadbd]
bind-address = ${host.addresses.management}
skip-name-resolve
character-set-server = utf8mb3
collation-server = utf8mb3_general_ci
max_connections = ${small ? 500 : 4000}
innodb_buffer_pool_size = ${small ? '96M' : `${Math.floor(host.memoryMiB / 8)}M`}
# On by default since 11.6: a transaction that meets another's change then fails with error 1020 (MDEV-35124), which
# OpenStack's services do not try again.
innodb_snapshot_isolation = OFF
aria_pagecache_buffer_size = 16M
key_buffer_size = 8M
`;
}

const dataDirectory = '/var/lib/mysql';

const ownDatabase = `
CREATE DATABASE IF NOT EXISTS tuskar;
CREATE TABLE IF NOT EXISTS tuskar.loaded_schemas (
  name VARCHAR(64) PRIMARY KEY,
  state ENUM('loading', 'loaded') NOT NULL
)`;

function items(host: HostFacts): Item[] {
  return [
    {
      kind: 'file',
      id: 'mariadb:config',
      path: '/etc/mysql/mariadb.conf.d/90-tuskar.cnf',
      owner: 'root',
      group: 'root',
      mode: '0644',
      content: serverConfig(host),
    },
    {
      kind: 'file',
      id: 'mariadb:schema-loader',
      path: schemaLoader,
      owner: 'root',
      group: 'root',
      mode: '0755',
      content: loader,
    },
    {
      kind: 'directory',
      id: 'mariadb:grants-directory',
      path: '/etc/tuskar/databases',
      owner: 'root',
      group: 'root',
      mode: '0700',
    },
    {
      kind: 'directory',
      id: 'mariadb:data-directory',
      path: dataDirectory,
      owner: 'mysql',
      group: 'mysql',
      mode: '0755',
    },
    {
      kind: 'command',
      id: 'mariadb:data',
      // The package made them at its installation; a cloud that was destroyed took them along.
      title: "Make the server's own tables",
      argv: ['mariadb-install-db', '--user=mysql', `--datadir=${dataDirectory}`, '--skip-test-db'],
      after: ['mariadb:data-directory'],
      guard: { exists: `${dataDirectory}/mysql` },
      timeoutSeconds: 120,
    },
    {
      kind: 'unit',
      id: 'mariadb:unit',
      unit: 'mariadb.service',
      enabled: true,
      state: 'started',
      after: ['mariadb:data'],
      restartOn: ['mariadb:config'],
      timeoutSeconds: 180,
    },
    {
      kind: 'command',
      id: 'mariadb:own-database',
      title: 'Make the table that records which schemas are loaded',
      argv: [...client, '--execute', ownDatabase],
      after: ['mariadb:unit'],
      guard: { succeeds: [...client, '--execute', 'SELECT 1 FROM tuskar.loaded_schemas LIMIT 1'] },
    },
  ];
}

/** The database server of all services, on the cloud's data host. */
export const mariadb: ServiceModule = {
  name: 'mariadb',
  title: 'MariaDB, the database server',
  roles: ['controller'],
  needs: ['base'],
  byDefault: 'on',
  configFiles: [],
  apiUnits: ['mariadb.service'],
  data: [dataDirectory, '/etc/tuskar/databases'],
  compile: (context, host) =>
    isDataHost(context, host) ? [{ phase: phaseOn(context, 'data'), items: items(host) }] : [],
  probes: (context, host) => (isDataHost(context, host) ? [{ kind: 'unit', unit: 'mariadb.service' }] : []),
};
