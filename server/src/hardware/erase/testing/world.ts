import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TuskarError } from '@tuskar/contract/error.ts';
import type { Fault } from '@tuskar/lab/machines/schema.ts';
import type { Stage } from '../../../platform/operations/testing/scenario.ts';
import { createSimulatedBareMetal, setSimulatedFaults } from '../../simulated/create-simulated.ts';
import { getMachine, insertMachine } from '../../store.ts';
import type { EraseDeps } from '../deps.ts';
import { certificatesOf } from './certificates.ts';

const seed = 7;

/** `silent`: its cloud does not answer. */
type PretendedHost = { cloud?: string; roles?: string[]; silent?: boolean; instances: string[] };

export type EraseWorld = EraseDeps & {
  /** Hosts that are known, and what they carry. */
  hosts: () => Record<string, PretendedHost>;
  setHosts: (hosts: Record<string, PretendedHost>) => void;
};

/** Erasing over the simulated bare-metal service, in which nothing takes time; hosts are a file. */
export function eraseWorld({ database, directory }: Stage): EraseWorld {
  const { db, events, secrets, certificates } = certificatesOf(database, directory);
  const bareMetal = createSimulatedBareMetal(db, { seed, pace: 0 });
  const file = join(directory, 'hosts.json');
  const hosts: EraseWorld['hosts'] = () =>
    existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as ReturnType<EraseWorld['hosts']>) : {};
  const setHosts: EraseWorld['setHosts'] = (next) => writeFileSync(file, JSON.stringify(next));
  return {
    db,
    events,
    secrets,
    certificates,
    bareMetalOf: async () => bareMetal,
    occupancy: {
      cloudOf: async (host) => {
        const { cloud, roles = ['compute'] } = hosts()[host] ?? {};
        return cloud === undefined ? null : { cloud, roles };
      },
      instances: async (host) => {
        const { silent = false, instances = [] } = hosts()[host] ?? {};
        if (silent) throw new TuskarError('openstack-unreachable', '198.18.0.10 does not answer.');
        return instances.map((name) => ({ id: `id-${name}`, name }));
      },
      release: async (host) => {
        const { [host]: one, ...rest } = hosts();
        if (one?.cloud !== undefined)
          throw new TuskarError('host-in-use', `The host ${host} belongs to the cloud ${one.cloud}.`);
        setHosts(rest);
      },
    },
    hosts,
    setHosts,
  };
}

/** A machine that was inspected, then deployed and used, with a host of its name. */
export async function addUsedMachine(world: EraseWorld, name: string): Promise<void> {
  const { db, bareMetalOf, hosts, setHosts } = world;
  const { registry, work } = await bareMetalOf('simulated');
  const id = randomUUID();
  const bmc = {
    protocol: 'redfish' as const,
    address: `https://${name}.bmc`,
    port: null,
    systemId: null,
    user: 'admin',
    verifyCa: false,
  };
  await insertMachine(db, {
    name,
    id,
    provider: 'simulated',
    state: 'in-use',
    host: name,
    bmc_protocol: 'redfish',
    bmc_address: bmc.address,
  });
  await registry.enrol({ id, name, bmc: { ...bmc, password: 'secret' }, macs: [] });
  for (const verb of ['manage', 'inspect', 'provide', 'active'] as const) await work.provision(id, { verb });
  setHosts({ ...hosts(), [name]: { instances: [] } });
}

export async function setFaults({ db }: EraseWorld, name: string, faults: Fault[]): Promise<void> {
  await setSimulatedFaults(db, { id: (await getMachine(db, name)).id, seed, faults });
}
