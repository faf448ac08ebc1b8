import type { InventoryChange } from '@tuskar/contract/inspection.ts';
import type { Inventory } from '@tuskar/contract/inventory.ts';
import type { DbTransaction } from '../../platform/database/connect.ts';
import type { EventBus } from '../../platform/events/event-bus.ts';
import { classifyMachine } from '../class/class.ts';
import { compareInventories } from '../inventory/compare.ts';
import { partsOf } from '../inventory/parts.ts';
import { fingerprint, summarise } from '../inventory/summary.ts';
import { jsonText } from '../../platform/json.ts';
import { lockMachine, type MachineChange } from '../store.ts';
import { followParts } from './part-store.ts';
import { findInspectionOf, findNewestInspection, insertInspection } from './store.ts';

export type Recorded = {
  number: number;
  changes: InventoryChange[];
  /** What the machine is known by from now on; to be set along with its state. */
  set: MachineChange;
};

/**
 * Keeps what an inspection saw: compares it with the last, follows the parts, and finds the machine's class. Once an
 * operation: called again, it answers the same.
 */
export async function recordInspection(
  tx: DbTransaction,
  events: EventBus,
  { machine, operation, inventory }: { machine: string; operation: string; inventory: Inventory },
): Promise<Recorded> {
  const { labels } = await lockMachine(tx, machine);
  const done = await findInspectionOf(tx, { machine, operation });
  const seen = done?.inventory ?? inventory;
  const set = {
    manufacturer: seen.manufacturer,
    model: seen.model,
    ...(seen.serial === null ? {} : { serial: seen.serial }),
    macs: seen.nics.map(({ mac }) => mac),
    summary: jsonText(summarise(seen)),
    class: await classifyMachine(tx, { machine, inventory: seen, labels }),
  };
  if (done !== undefined) return { number: done.number, changes: done.changes, set };

  const last = await findNewestInspection(tx, machine);
  const changes = last === undefined ? [] : compareInventories(last.inventory, inventory);
  const row = await insertInspection(tx, {
    machine,
    number: (last?.number ?? 0) + 1,
    operation,
    inventory,
    changes,
    fingerprint: fingerprint(inventory),
  });
  await followParts(tx, { machine, parts: partsOf(inventory), at: row.at });
  for (const change of changes) {
    await events.append(tx, {
      type: 'machine.part-changed',
      subject: { type: 'machine', name: machine },
      data: { machine, inspection: row.number, ...change },
    });
  }
  return { number: row.number, changes, set };
}
