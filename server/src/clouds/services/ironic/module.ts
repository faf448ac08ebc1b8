import { readFileSync } from 'node:fs';
import type { Item } from '@tuskar/contract/part.ts';
import { ownDaemonItems, unitFilesFirst } from '../daemon.ts';
import { databaseItems, migrationItems } from '../database.ts';
import type { CompileContext, ConfigFile, Contribution, HostFacts, ServiceModule } from '../module.ts';
import { phaseOn } from '../topology.ts';
import { ironicConfig, ironicDatabase, usesServer } from './config.ts';
import { dhcpItems } from './dhcp.ts';
import { networkBootItems } from './network-boot.ts';
import { nginxItems } from './nginx.ts';
import {
  apiPort,
  apiSecret,
  apiUser,
  backendPort,
  bootLoader,
  directories,
  htpasswd,
  library,
  provisioningAddress,
} from './places.ts';

function program(name: string): string {
  return readFileSync(new URL(name, import.meta.url), 'utf8').replace('@RESULTS@', directories.results);
}

const programs = {
  launcher: 'run-ironic.py',
  esp: 'make-esp.sh',
  hash: 'hash-password.py',
  trust: 'make-trust.py',
} as const;

function programItem(id: keyof typeof programs): Item {
  return {
    kind: 'file',
    id: `undercloud:${id}-program`,
    path: `${library}/${programs[id]}`,
    owner: 'root',
    group: 'root',
    mode: '0755',
    content: program(programs[id]),
  };
}

function directoryItems(): Item[] {
  const place = (id: string, path: string, owner: string, mode = '0755'): Item => ({
    kind: 'directory',
    id: `undercloud:${id}`,
    path,
    owner,
    group: owner,
    mode,
  });
  return [
    place('library', library, 'root'),
    place('secrets-directory', '/etc/tuskar/undercloud', 'root'),
    place('base', directories.base, 'ironic'),
    place('http', directories.http, 'ironic'),
    place('boot', directories.boot, 'root'),
    place('files', directories.files, 'root'),
    place('results', directories.results, 'ironic'),
    place('logs', directories.logs, 'ironic', '0750'),
    place('tmp', directories.temporary, 'ironic', '0700'),
  ];
}

/** Logs of ramdisks are for the days in which somebody asks why. */
const oldLogsItem: Item = {
  kind: 'file',
  id: 'undercloud:old-logs',
  path: '/etc/tmpfiles.d/undercloud.conf',
  owner: 'root',
  group: 'root',
  mode: '0644',
  content: `e ${directories.logs} - - - 30d\n`,
};

const migrate = ['ironic-dbsync', '--config-file', '/etc/ironic/ironic.conf', 'upgrade'];
const database = { ...ironicDatabase, sync: { argv: migrate, user: 'ironic' } };

const databaseFile = '/var/lib/ironic/ironic.sqlite';

/** Ironic's migrations from nothing do not work with SQLite: its schema is made whole, and anew where that was cut off. */
const makeSchema = `set -eu
made=/var/lib/ironic/schema-made
[ ! -e $made ] || exec ${migrate.join(' ')}
rm -f ${databaseFile}
ironic-dbsync --config-file /etc/ironic/ironic.conf create_schema
touch $made`;

/** SQLite: the file is made, and brought up to date once for each image. */
function fileDatabaseItems(): Item[] {
  return [
    {
      kind: 'command',
      id: 'ironic:schema',
      title: "Bring Ironic's database up to date",
      argv: ['sh', '-c', makeSchema],
      user: 'ironic',
      after: ['ironic:config'],
      runOn: ['base:image'],
      timeoutSeconds: 300,
    },
  ];
}

function prepareItems(context: CompileContext): Item[] {
  return [
    {
      kind: 'command',
      id: 'undercloud:htpasswd',
      title: 'Let Tuskar in at the API of Ironic',
      argv: ['python3', `${library}/${programs.hash}`, htpasswd, apiUser],
      env: { PASSWORD: context.secret(apiSecret) },
      after: ['undercloud:hash-program', 'undercloud:secrets-directory'],
      runOn: ['undercloud:hash-program'],
      sensitive: true,
    },
    {
      kind: 'command',
      id: 'undercloud:htpasswd-owner',
      title: 'Let Ironic and nginx read who may use the API',
      argv: ['sh', '-c', `chown ironic:www-data ${htpasswd} && chmod 0640 ${htpasswd}`],
      after: ['undercloud:htpasswd'],
      guard: { succeeds: ['sh', '-c', `test "$(stat -c %U:%G:%a ${htpasswd})" = ironic:www-data:640`] },
    },
    {
      kind: 'command',
      id: 'undercloud:esp',
      title: 'Make the boot loader of boot media',
      argv: ['sh', `${library}/${programs.esp}`, bootLoader],
      after: ['undercloud:esp-program', 'undercloud:boot'],
      // The signed boot loaders come with the image.
      runOn: ['undercloud:esp-program', 'base:image'],
    },
  ];
}

function serviceItems(context: CompileContext, host: HostFacts): Item[] {
  const schema = usesServer(context, host) ? [] : ['ironic:schema'];
  return [
    ...ownDaemonItems({
      unit: 'ironic',
      description: 'OpenStack Ironic: API and conductor',
      user: 'ironic',
      command: `/usr/bin/python3 ${library}/${programs.launcher} --config-file /etc/ironic/ironic.conf`,
      after: ['undercloud:htpasswd-owner', 'undercloud:esp', 'undercloud:http', 'undercloud:tmp', ...schema],
      restartOn: ['ironic:config', 'undercloud:launcher-program', 'base:image'],
      timeoutSeconds: 180,
    }),
    {
      kind: 'wait',
      id: 'ironic:answers',
      title: 'Wait until Ironic answers',
      for: { http: { url: `http://127.0.0.1:${backendPort}/`, status: [200] } },
      after: ['ironic:unit'],
      timeoutSeconds: 120,
    },
  ];
}

function compile(context: CompileContext, host: HostFacts): Contribution[] {
  const items: (Item | ConfigFile)[] = [
    ironicConfig(context, host),
    ...(usesServer(context, host) ? [] : fileDatabaseItems()),
    ...prepareItems(context),
    ...serviceItems(context, host),
    ...nginxItems(context, host),
    ...dhcpItems(context, host),
    ...networkBootItems(context, host),
  ];
  return [
    {
      phase: phaseOn(context, 'foundation'),
      items: [
        ...directoryItems(),
        programItem('launcher'),
        programItem('esp'),
        programItem('hash'),
        programItem('trust'),
        oldLogsItem,
      ],
    },
    ...unitFilesFirst(context, 'services', items),
  ];
}

function databaseContribution(context: CompileContext, host: HostFacts): Contribution[] {
  if (!usesServer(context, host)) return [];
  return [
    { phase: phaseOn(context, 'data'), items: databaseItems(context, host, database) },
    { phase: 'finish', items: migrationItems(context, host, database) },
  ];
}

/** The undercloud: Ironic, the images that machines boot from, and their addresses. */
export const ironic: ServiceModule = {
  name: 'ironic',
  title: 'Ironic, the bare-metal service, with its image server and DHCP',
  roles: ['undercloud'],
  needs: ['base'],
  byDefault: 'on',
  configFiles: ['ironic.conf'],
  compile: (context, host) => [...compile(context, host), ...databaseContribution(context, host)],
  probes: (context, host) => [
    { kind: 'unit', unit: 'ironic.service' },
    { kind: 'unit', unit: 'nginx.service' },
    ...(context.intent.networks.provisioning?.dhcp === undefined
      ? []
      : [{ kind: 'unit' as const, unit: 'undercloud-dhcp.service' }]),
    {
      kind: 'http',
      name: 'bare-metal API',
      address: provisioningAddress(context, host),
      port: apiPort,
      path: '/',
      status: [200],
    },
  ],
  apiUnits: ['ironic.service', 'nginx.service'],
  data: [directories.base, '/var/lib/ironic/*'],
};
