import type { FoundMachine, UnclaimedNode } from '@tuskar/contract/unclaimed-node.ts';
import type { Db } from '../platform/database/connect.ts';
import { createTurns } from '../platform/turns.ts';
import type { BareMetal, BareMetalOf, NodeGlance } from './bare-metal.ts';
import { normaliseInventory } from './inventory/normalise.ts';
import { nodesOfMachines } from './store.ts';

export type Discovery = ReturnType<typeof createDiscovery>;

/** By which a machine that came unannounced is known again. */
export type MachineIdentity = { serial: string | null; macs: string[]; bmcAddress: string | null };

/** How many nodes are asked for at once: an inventory may have a megabyte. */
const atOnce = 4;

/** What the bare-metal service calls a node that nobody has taken on yet. */
const newcomer = 'enroll';

/** Milliseconds between the beginnings of two looks at those. */
const betweenLooksMs = 1000;

/** Nodes of the bare-metal service that are no machine here, and what those of them that came by themselves are. */
export function createDiscovery({ db, bareMetalOf }: { db: Db; bareMetalOf: BareMetalOf }) {
  /** Does not change before the node is claimed: Ironic refuses a second report. */
  const found = new Map<string, FoundMachine>();

  async function unclaimedOf(
    bareMetal: BareMetal,
    query: { provisionState?: string },
  ): Promise<NodeGlance[]> {
    const nodes = await bareMetal.registry.list(query);
    const known = await nodesOfMachines(db);
    const unclaimed = nodes.filter(({ id }) => !known.has(id));
    const arrived = unclaimed.filter(cameByItself);
    const ids = new Set(arrived.map(({ id }) => id));
    for (const id of found.keys()) if (!ids.has(id)) found.delete(id);
    const unseen = arrived.filter(({ id }) => !found.has(id));
    for (let first = 0; first < unseen.length; first += atOnce) {
      await Promise.all(unseen.slice(first, first + atOnce).map(({ id }) => look(bareMetal, id)));
    }
    return unclaimed;
  }

  let newcomers: NodeGlance[] = [];
  /** Of many machines that begin their inspection within seconds, all are answered by a few looks. */
  const arrivals = createTurns(
    async () => {
      newcomers = await unclaimedOf(await bareMetalOf('ironic'), { provisionState: newcomer });
    },
    { apartMs: () => betweenLooksMs },
  );

  async function look({ records }: BareMetal, id: string): Promise<void> {
    const answer = await records.inventory(id);
    const inventory = normaliseInventory(
      answer === null ? undefined : { inventory: answer.inventory, plugin_data: answer.pluginData },
    );
    if (inventory === undefined) return;
    const { manufacturer, model, serial, memoryMebibytes, nics, bmc } = inventory;
    const macs = nics.map(({ mac }) => mac);
    const bmcAddress = bmc?.address ?? null;
    found.set(id, { manufacturer, model, serial, memoryMebibytes, macs, bmcAddress });
  }

  return {
    /** @throws undercloud-not-connected */
    list: async (): Promise<UnclaimedNode[]> => {
      const nodes = await unclaimedOf(await bareMetalOf('ironic'), {});
      return nodes.map(({ id, name, provisionState, power }) => ({
        node: id,
        name,
        provisionState,
        power,
        found: found.get(id) ?? null,
      }));
    },

    /** Nodes that came by themselves and are this machine. */
    nodesOf: async (machine: MachineIdentity): Promise<string[]> => {
      await arrivals.next();
      return newcomers.map(({ id }) => id).filter((id) => isSame(found.get(id), machine));
    },
  };
}

/** Whoever else makes a node names it, or takes it on at once. */
const cameByItself = ({ name, provisionState }: NodeGlance): boolean =>
  name === null && provisionState === newcomer;

function isSame(found: FoundMachine | undefined, { serial, macs, bmcAddress }: MachineIdentity): boolean {
  if (found === undefined) return false;
  return (
    (serial !== null && found.serial === serial) ||
    (bmcAddress !== null && found.bmcAddress === bmcAddress) ||
    found.macs.some((mac) => macs.includes(mac))
  );
}
