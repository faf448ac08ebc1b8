import type { Item } from '@tuskar/contract/part.ts';
import type { HostFacts } from '../module.ts';

/** The server is up before its socket is, and the connection is kept in the database. */
function listenItem(host: HostFacts, options: { database: string; client: string; port: number }): Item {
  const { database, client, port } = options;
  const target = `ptcp:${port}:${host.addresses.management}`;
  return {
    kind: 'command',
    id: `ovn:${database}-listens`,
    title: `Let OVN's ${database} database listen on the management network`,
    // Busy services take their time to answer: five seconds, the default, cut them off.
    argv: [client, '--inactivity-probe=60000', 'set-connection', target],
    after: ['ovn-central:unit'],
    guard: { outputContains: { argv: [client, 'get-connection'], text: target } },
    retry: { attempts: 50, delaySeconds: 0.2 },
    timeoutSeconds: 30,
  };
}

/** OVN's databases and the daemon that translates between them, on the data host. */
export function centralItems(host: HostFacts): Item[] {
  return [
    {
      kind: 'unit',
      id: 'ovn-central:unit',
      unit: 'ovn-central.service',
      enabled: true,
      state: 'started',
    },
    listenItem(host, { database: 'northbound', client: 'ovn-nbctl', port: 6641 }),
    listenItem(host, { database: 'southbound', client: 'ovn-sbctl', port: 6642 }),
  ];
}
