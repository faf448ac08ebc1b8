import { isTuskarError } from '@tuskar/contract/error.ts';
import type { Maintenance } from '@tuskar/contract/machine.ts';
import { sql } from 'kysely';
import type { Db } from '../platform/database/connect.ts';
import type { BareMetal, NodeGlance } from './bare-metal.ts';

/** How a reason begins that Tuskar gave, so that it never ends a maintenance that somebody else began. */
export const ownMaintenance = 'In maintenance, says Tuskar: ';

type Maintained = Pick<NodeGlance, 'maintenance' | 'maintenanceReason'>;

export function isOwnMaintenance({ maintenance, maintenanceReason }: Maintained): boolean {
  return maintenance && maintenanceReason?.startsWith(ownMaintenance) === true;
}

/** Reads only machines that are in maintenance here or there. What fails for one node is told again at the next pass. */
export async function tellMaintenance(
  db: Db,
  {
    provider,
    nodes,
    work,
  }: { provider: 'ironic' | 'simulated'; nodes: NodeGlance[]; work: BareMetal['work'] },
): Promise<void> {
  const rows = await db
    .selectFrom('machine')
    .select(['id', 'maintenance'])
    .where('provider', '=', provider)
    .where('state', '!=', 'retired')
    .where((where) =>
      where.or([
        where('maintenance', 'is not', null),
        where('id', '=', sql<string>`ANY(${nodes.filter(isOwnMaintenance).map(({ id }) => id)}::uuid[])`),
      ]),
    )
    .execute();
  const byId = new Map(rows.map(({ id, maintenance }) => [id, maintenance]));
  for (const node of nodes) {
    const wanted = byId.get(node.id);
    if (wanted === undefined) continue;
    const change = maintenanceOf(node, wanted);
    if (change !== undefined) await work.maintenance(node.id, change).catch(onlyTuskarErrors);
  }
}

/**
 * What the service is to be told: while a person works on a machine it must not switch its power back, nor give it to
 * anybody. What the service or somebody else put into maintenance stays as it is.
 */
export function maintenanceOf(
  node: Maintained,
  wanted: Maintenance | null,
): { reason: string | null } | undefined {
  if (wanted !== null) {
    const reason = `${ownMaintenance}${wanted.reason} (${wanted.by})`;
    return node.maintenance ? undefined : { reason };
  }
  return isOwnMaintenance(node) ? { reason: null } : undefined;
}

function onlyTuskarErrors(error: unknown): void {
  if (!isTuskarError(error)) throw error;
}
