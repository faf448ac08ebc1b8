import type { Db } from '../../platform/database/connect.ts';
import { AgentInventory } from '../agent/schema.ts';
import type { BareMetalOf } from '../bare-metal.ts';
import { findNewestInspection } from '../inspection/store.ts';
import type { MachineRow } from '../tables.ts';
import type { KnownDisk } from './judge.ts';

/**
 * The disks that the newest inspection of a machine saw; undefined: it was never inspected. What Tuskar keeps of it comes
 * first: the bare-metal service has forgotten a node that was registered anew.
 */
export async function inspectedDisks(
  { db, bareMetalOf }: { db: Db; bareMetalOf: BareMetalOf },
  { id, name, provider }: Pick<MachineRow, 'id' | 'name' | 'provider'>,
): Promise<KnownDisk[] | undefined> {
  const own = await findNewestInspection(db, name);
  if (own !== undefined) return own.inventory.disks;
  const { records } = await bareMetalOf(provider);
  const inventory = await records.inventory(id);
  const seen = AgentInventory.safeParse(inventory?.pluginData['tuskar']).data?.disks;
  return seen?.map(({ bay, name, serial, wwn, model, bytes, rotational }) => ({
    place: bay,
    name,
    serial,
    wwn,
    model,
    bytes,
    rotational,
  }));
}
