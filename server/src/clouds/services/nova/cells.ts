import type { Item } from '@tuskar/contract/part.ts';
import { mariadb } from '../database.ts';
import type { CompileContext, HostFacts } from '../module.ts';
import { isDataHost } from '../topology.ts';

/**
 * Cells as `nova-manage cell_v2 map_cell0`, `create_cell` and `discover_hosts` record them, which take seven seconds of
 * start-up to write these rows. Addresses are templates that nova fills from its own configuration, so that no password
 * is stored: https://docs.openstack.org/nova/latest/admin/cells.html#template-urls-in-cell-mappings
 */
const cell0 = '00000000-0000-0000-0000-000000000000';
const templates = {
  transport: '{scheme}://{username}:{password}@{hostname}:{port}/{path}',
  database: '{scheme}://{username}:{password}@{hostname}/{path}?{query}',
  database0: '{scheme}://{username}:{password}@{hostname}/nova_cell0?{query}',
};

function mappingSql(context: CompileContext): string {
  const { transport, database, database0 } = templates;
  const cell = (uuid: string, name: string, queue: string, connection: string) =>
    `INSERT INTO cell_mappings (created_at, uuid, name, transport_url, database_connection, disabled)
  SELECT UTC_TIMESTAMP(), ${uuid}, '${name}', '${queue}', '${connection}', 0 FROM DUAL
  WHERE NOT EXISTS (SELECT 1 FROM cell_mappings WHERE name = '${name}');`;
  const hosts = context.withRole('compute').map(
    ({ name }) => `INSERT INTO host_mappings (created_at, cell_id, host)
  SELECT UTC_TIMESTAMP(), id, '${name}' FROM cell_mappings WHERE name = 'cell1'
  ON DUPLICATE KEY UPDATE host = VALUES(host);`,
  );
  const cells = [
    cell(`'${cell0}'`, 'cell0', 'none:///', database0),
    cell('UUID()', 'cell1', transport, database),
  ];
  return [...cells, ...hosts, ''].join('\n');
}

/** Cells and the hosts in them; done when `nova:cells` is. */
export function cellItems(context: CompileContext, host: HostFacts): Item[] {
  if (!isDataHost(context, host)) return [];
  const path = '/etc/tuskar/databases/nova-cells.sql';
  return [
    {
      kind: 'file',
      id: 'nova:cells-file',
      path,
      owner: 'root',
      group: 'root',
      mode: '0600',
      content: mappingSql(context),
    },
    {
      kind: 'command',
      id: 'nova:cells',
      title: 'Map the cells of nova and their hosts',
      argv: [...mariadb, 'nova_api', '--execute', `source ${path}`],
      after: ['nova_api:schema'],
      runOn: ['nova:cells-file'],
      timeoutSeconds: 60,
    },
  ];
}
