import type { NodeView } from '@tuskar/contract/machine.ts';
import { sql } from 'kysely';
import type { Db } from '../platform/database/connect.ts';
import type { EventBus } from '../platform/events/event-bus.ts';
import { jsonText } from '../platform/json.ts';
import type { NodeGlance } from './bare-metal.ts';
import { announceMachines } from './machine-transition.ts';
import type { MachineRow } from './tables.ts';

/** Machines whose changes are written at once. */
const batch = 200;

type Change = Pick<MachineRow, 'id' | 'power'> & { node_view: NodeView };

/** What the bare-metal service says of a node, as the API shows it. */
export function toNodeView(node: NodeGlance, seenAt: Date): NodeView {
  return {
    node: node.id,
    provisionState: node.provisionState,
    targetProvisionState: node.targetProvisionState,
    maintenance: node.maintenance,
    fault: node.fault,
    lastError: node.lastError,
    step: node.step === null ? null : `${node.step.interface}.${node.step.name}`,
    seenAt: seenAt.toISOString(),
  };
}

/** The moment of the look alone is no change. */
function differs(before: NodeView | null, now: NodeView): boolean {
  if (before === null) return true;
  return (Object.keys(now) as (keyof NodeView)[]).some((key) => key !== 'seenAt' && before[key] !== now[key]);
}

/**
 * Takes over what the bare-metal service says of all nodes into the machines that they are. Only what differs is written
 * and told, so that ten thousand machines at rest cost one read.
 */
export async function refreshNodes(
  { db, events }: { db: Db; events: EventBus },
  { provider, nodes }: { provider: 'ironic' | 'simulated'; nodes: NodeGlance[] },
): Promise<{ seen: number; changed: number; missing: string[] }> {
  const seenAt = new Date();
  const rows = await db
    .selectFrom('machine')
    .select(['id', 'name', 'node', 'power', 'node_view'])
    .where('provider', '=', provider)
    .where('state', '!=', 'retired')
    .execute();
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const changes = rows.flatMap(({ id, power, node_view }): Change[] => {
    const node = byId.get(id);
    if (node === undefined) return [];
    const view = toNodeView(node, seenAt);
    return power === node.power && !differs(node_view, view)
      ? []
      : [{ id, node_view: view, power: node.power }];
  });
  for (let from = 0; from < changes.length; from += batch) {
    await db.transaction().execute(async (tx) => {
      await announceMachines(tx, events, await saveNodes(tx, changes.slice(from, from + batch)));
    });
  }
  // Registered once, and gone there: somebody removed them.
  const missing = rows.filter(({ id, node }) => node !== null && !byId.has(id)).map(({ name }) => name);
  return { seen: rows.length, changed: changes.length, missing };
}

/** The machines as they are then, but for those that are there no more. */
async function saveNodes(tx: Db, changes: Change[]): Promise<MachineRow[]> {
  const { rows } = await sql<MachineRow>`
    UPDATE machine SET node_view = change.node_view, power = change.power, updated_at = now()
    FROM jsonb_to_recordset(${jsonText(changes)}::jsonb) AS change (id uuid, node_view jsonb, power text)
    WHERE machine.id = change.id
    RETURNING machine.*`.execute(tx);
  return rows;
}
