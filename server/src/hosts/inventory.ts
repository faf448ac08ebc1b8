import { TuskarError } from '@tuskar/contract/error.ts';
import type { HostInventory, KnownHost } from '../clouds/inventory.ts';
import type { Db } from '../platform/database/connect.ts';
import { type Hosts, toTarget } from './host.ts';
import { findHostRow, listHostRows, updateHostRow } from './store.ts';
import type { HostRow } from './tables.ts';

const everyHost = { limit: 100_000 };

export type InventoryOptions = {
  db: Db;
  hosts: Hosts;
  /** Whether the machine of the lab runs guests on KVM; /dev/kvm in a container host does not tell. */
  labKvm: () => Promise<boolean>;
};

/** The hosts room as the clouds need it. */
export function createInventory({ db, hosts, labKvm }: InventoryOptions): HostInventory {
  const toKnownHosts = async (rows: HostRow[]): Promise<KnownHost[]> => {
    const kvmInLab = rows.some((row) => row.source === 'lab' && row.facts?.kvm) && (await labKvm());
    return rows.map((row) => toKnownHost(row, kvmInLab)).filter((host) => host !== undefined);
  };

  return {
    list: async () => toKnownHosts(await listHostRows(db, everyHost)),
    find: async (name) => {
      const row = await findHostRow(db, name);
      return row && (await toKnownHosts([row]))[0];
    },
    assign: ({ cloud, hosts: wanted }) =>
      db.transaction().execute(async (transaction) => {
        const rows = await listHostRows(transaction, everyHost);
        const byName = new Map(rows.map((row) => [row.name, row]));
        for (const { name, roles } of wanted) {
          const row = byName.get(name);
          if (row === undefined) throw new TuskarError('host-not-found', `There is no host ${name}.`);
          if (row.cloud !== null && row.cloud !== cloud) throw inUse(row);
          await updateHostRow(transaction, name, { cloud, roles });
        }
        const kept = new Set(wanted.map(({ name }) => name));
        for (const row of rows) {
          if (row.cloud !== cloud || kept.has(row.name)) continue;
          await updateHostRow(transaction, row.name, {
            cloud: null,
            roles: [],
            converged_to: null,
            drift: null,
          });
        }
        await tellChanged(transaction, rows);
      }),
    converged: async ({ host, blueprint }) => {
      await updateHostRow(db, host, { converged_to: blueprint, converged_at: new Date(), drift: 0 });
      await tellChanged(db, [await hosts.get(host)]);
    },
  };

  /** Those of the rows that are another now. */
  async function tellChanged(handle: Db, before: HostRow[]): Promise<void> {
    for (const old of before) {
      const row = await findHostRow(handle, old.name);
      if (row !== undefined) await hosts.tell(handle, row);
    }
  }
}

/** A host that nobody has looked at yet has no facts to plan with. */
function toKnownHost(row: HostRow, kvmInLab: boolean): KnownHost | undefined {
  const { facts } = row;
  if (facts === null) return undefined;
  const kvm = facts.kvm && (row.source !== 'lab' || kvmInLab);
  return {
    name: row.name,
    target: toTarget(row),
    image: row.image,
    cloud: row.cloud,
    addresses: { management: row.address, tunnel: row.tunnel_address ?? row.address },
    datapath: facts.datapath,
    virtualization: kvm ? 'kvm' : 'qemu',
    cpus: facts.cpus,
    memoryMiB: facts.memoryMiB,
  };
}

function inUse(row: HostRow): TuskarError {
  return new TuskarError('host-in-use', `The host ${row.name} belongs to the cloud ${row.cloud}.`, {
    context: { host: row.name, cloud: row.cloud },
  });
}
