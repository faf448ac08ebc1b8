import { TuskarError } from '@tuskar/contract/error.ts';
import type { HostCommand, HostCommandResult, HostConnector, HostTarget } from '../connection.ts';
import { ActiveFaults } from './fault.ts';
import type { SimulatedStore } from './store.ts';

export type SimulatedConnectorOptions = {
  store: SimulatedStore;
  /** What a command gives on a host. */
  answer: (target: HostTarget, command: HostCommand) => HostCommandResult | Promise<HostCommandResult>;
};

/** Reaches simulated hosts, unless a fault makes them unreachable. */
export function createSimulatedConnector({ store, answer }: SimulatedConnectorOptions): HostConnector {
  return {
    async connect(target) {
      await reach(target);
      return {
        target,
        async run(command) {
          command.signal?.throwIfAborted();
          await reach(target);
          const result = await answer(target, command);
          if (!command.onStdout) return result;
          command.onStdout(result.stdout);
          return { ...result, stdout: '' };
        },
        close: async () => undefined,
      };
    },
    close: async () => undefined,
  };

  async function reach({ name }: HostTarget): Promise<void> {
    const faults = new ActiveFaults(await store.faults(name));
    if (!faults.strike('unreachable')) return;
    await store.setFaults(name, faults.left());
    throw new TuskarError('host-unreachable', `${name}: it does not answer in time`, {
      context: { host: name },
    });
  }
}
