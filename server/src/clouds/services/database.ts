import type { Item } from '@tuskar/contract/part.ts';
import type { CompileContext, HostFacts } from './module.ts';
import { dataHost, isDataHost } from './topology.ts';

/** A database of a service, and the user who owns it. */
export type Database = {
  name: string;
  user: string;
  /** The image's dump that fills it, by the name of the database it was made from. */
  dump?: string;
  /** Brings the schema up to date, the slow way. */
  sync: { argv: string[]; user: string };
};

export function databaseUrl(context: CompileContext, database: Pick<Database, 'name' | 'user'>): string {
  const password = context.secret(`${database.user}-database`);
  return `mysql+pymysql://${database.user}:${password}@${dataHost(context).addresses.management}/${database.name}?charset=utf8`;
}

export const schemaLoader = '/usr/local/lib/tuskar/load-schema';

export const mariadb = ['mariadb', '--batch', '--skip-column-names'];

function grants(context: CompileContext, { name, user }: Database): string {
  const password = context.secret(`${user}-database`);
  return [
    `CREATE DATABASE IF NOT EXISTS \`${name}\`;`,
    `CREATE USER IF NOT EXISTS '${user}'@'%';`,
    `ALTER USER '${user}'@'%' IDENTIFIED BY '${password}';`,
    `GRANT ALL ON \`${name}\`.* TO '${user}'@'%';`,
    '',
  ].join('\n');
}

/**
 * Items for the data host that make a database and load the image's dump of its schema where it is empty. Done when
 * the item `<name>:schema` is. Elsewhere there are none.
 */
export function databaseItems(
  context: CompileContext,
  host: HostFacts,
  database: Database,
  after: string[] = [],
): Item[] {
  if (!isDataHost(context, host)) return [];
  const { name, sync } = database;
  const path = `/etc/tuskar/databases/${name}.sql`;
  return [
    {
      kind: 'file',
      id: `${name}:grants-file`,
      path,
      owner: 'root',
      group: 'root',
      mode: '0600',
      content: grants(context, database),
      sensitive: true,
    },
    {
      kind: 'command',
      id: `${name}:grants`,
      title: `Make database ${name} and its user`,
      argv: ['mariadb', '--execute', `source ${path}`],
      after: ['mariadb:unit'],
      runOn: [`${name}:grants-file`],
      timeoutSeconds: 60,
    },
    {
      kind: 'command',
      id: `${name}:schema`,
      title: `Load the schema of database ${name}`,
      argv: [schemaLoader, name, database.dump ?? name, 'runuser', '-u', sync.user, '--', ...sync.argv],
      after: [`${name}:grants`, 'mariadb:schema-loader', 'mariadb:own-database', ...after],
      guard: {
        outputContains: {
          argv: [...mariadb, '--execute', `SELECT state FROM tuskar.loaded_schemas WHERE name = '${name}'`],
          text: 'loaded',
        },
      },
      timeoutSeconds: 300,
    },
  ];
}

/**
 * The service's own migration, once for each image: after a load of the dump it finds nothing to do, after a change of
 * image it does what the new versions need.
 */
export function migrationItems(
  context: CompileContext,
  host: HostFacts,
  database: Database,
  after: string[] = [],
): Item[] {
  if (!isDataHost(context, host)) return [];
  return [
    {
      kind: 'command',
      id: `${database.name}:migration`,
      title: `Bring the schema of database ${database.name} up to date`,
      argv: ['nice', ...database.sync.argv],
      user: database.sync.user,
      after: [`${database.name}:schema`, ...after],
      runOn: ['base:image'],
      timeoutSeconds: 1800,
    },
  ];
}
