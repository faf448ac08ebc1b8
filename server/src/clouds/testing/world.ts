import { join } from 'node:path';
import { createHosts } from '../../hosts/host.ts';
import { createInventory } from '../../hosts/inventory.ts';
import { createSimulatedConnector } from '../../hosts/simulated/connector.ts';
import { createSimulatedConverger } from '../../hosts/simulated/converger.ts';
import { createDirectoryStore } from '../../hosts/simulated/store.ts';
import { setHostFacts, upsertHostRow } from '../../hosts/store.ts';
import { createEventBus } from '../../platform/events/create-event-bus.ts';
import type { OperationEngine } from '../../platform/operations/engine.ts';
import type { Stage } from '../../platform/operations/testing/scenario.ts';
import { testLogger } from '../../platform/operations/testing/test-engine.ts';
import { openKeyRing } from '../../security/key-ring.ts';
import { createSealer } from '../../security/sealing.ts';
import { createSecrets } from '../../security/secrets.ts';
import type { CloudDeps } from '../deps.ts';
import { serviceModules } from '../services/registry.ts';
import { testImage } from './image.ts';
import { createSimulatedRegistrar } from './simulated-registrar.ts';

/** An engine that is never asked: what submits operations is not part of the world. */
const noEngine = new Proxy({} as OperationEngine, {
  get: (_target, name) => () => Promise.reject(new Error(`no engine here: ${String(name)}`)),
});

export type World = ReturnType<typeof createWorld>;

/** A datacentre in a database and a directory, with the real rooms around it and simulated hosts in it. */
export function createWorld({ database, directory }: Stage, engine: OperationEngine = noEngine) {
  const { db } = database;
  const events = createEventBus({ database, log: testLogger() });
  const store = createDirectoryStore(join(directory, 'hosts'));
  const connector = createSimulatedConnector({
    store,
    answer: () => ({ exitCode: 0, stdout: '', stderr: '' }),
  });
  const hosts = createHosts({ db, events, connector });
  const secrets = createSecrets({ db, sealer: createSealer(openKeyRing(join(directory, 'keys'))) });
  const deps: CloudDeps = {
    db,
    events,
    engine,
    inventory: createInventory({ db, hosts, labKvm: async () => false }),
    secrets,
    images: { get: async () => testImage, newest: async () => testImage },
    services: serviceModules,
  };
  return {
    deps,
    store,
    hosts,
    secrets,
    converger: createSimulatedConverger({ store }),
    registrar: createSimulatedRegistrar(directory),
    /** Makes a host known, as a lab that came up does. */
    addHost: async (name: string, index: number) => {
      const management = `198.18.0.${10 + index}`;
      await upsertHostRow(db, {
        name,
        source: 'lab',
        address: management,
        tunnel_address: `198.18.16.${10 + index}`,
        ssh_user: 'root',
        host_key: 'ssh-ed25519 AAAA',
        image: testImage.id,
        cloud: null,
        converged_to: null,
        converged_at: null,
        drift: null,
      });
      await setHostFacts(db, name, {
        cpus: 2,
        memoryMiB: 8192,
        datapath: 'userspace',
        kvm: false,
        addresses: { host0: [management] },
      });
    },
  };
}
