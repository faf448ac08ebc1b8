import type { NodeView } from '@tuskar/contract/machine.ts';
import type { Db } from '../platform/database/connect.ts';
import type { EventBus } from '../platform/events/event-bus.ts';
import type { NodeGlance } from './bare-metal.ts';
import { announceMachine } from './machine-transition.ts';
import { updateMachine } from './store.ts';

/** Machines whose changes are written in one transaction. */
const batch = 200;

type Change = { name: string; view: NodeView; power: 'on' | 'off' | 'unknown' };

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
  const changes = rows.flatMap(({ id, name, power, node_view }): Change[] => {
    const node = byId.get(id);
    if (node === undefined) return [];
    const view = toNodeView(node, seenAt);
    return power === node.power && !differs(node_view, view) ? [] : [{ name, view, power: node.power }];
  });
  for (let from = 0; from < changes.length; from += batch) {
    await db.transaction().execute(async (tx) => {
      for (const { name, view, power } of changes.slice(from, from + batch)) {
        const row = await updateMachine(tx, name, { node_view: JSON.stringify(view), power });
        await announceMachine(tx, events, row);
      }
    });
  }
  // Registered once, and gone there: somebody removed them.
  const missing = rows.filter(({ id, node }) => node !== null && !byId.has(id)).map(({ name }) => name);
  return { seen: rows.length, changed: changes.length, missing };
}
