import type { HostMeasurements } from './schema.ts';
import { createSimulatedConnector } from './simulated/connector.ts';
import { createMemoryStore, type SimulatedStore } from './simulated/store.ts';

export const measurements: HostMeasurements = {
  cpus: 4,
  memoryMiB: 8000,
  datapath: 'userspace',
  kvm: true,
  addresses: { host0: ['198.18.0.11'] },
};

/** Simulated hosts that answer the question what they are made of; faults are set in the store. */
export function simulatedHosts(store: SimulatedStore = createMemoryStore()) {
  const connector = createSimulatedConnector({
    store,
    answer: () => ({ exitCode: 0, stdout: JSON.stringify(measurements), stderr: '' }),
  });
  return { store, connector };
}
