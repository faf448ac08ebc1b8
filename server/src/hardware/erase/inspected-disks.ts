import { AgentInventory } from '../agent/schema.ts';
import type { BareMetalOf } from '../bare-metal.ts';
import type { MachineRow } from '../tables.ts';
import type { KnownDisk } from './judge.ts';

/** The disks that the newest inspection of a machine saw; undefined: it was never inspected. */
export async function inspectedDisks(
  bareMetalOf: BareMetalOf,
  { id, provider }: Pick<MachineRow, 'id' | 'provider'>,
): Promise<KnownDisk[] | undefined> {
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
