import { isTuskarError } from '@tuskar/contract/error.ts';
import type { Db } from '../platform/database/connect.ts';
import type { EventBus } from '../platform/events/event-bus.ts';
import type { Json } from '../platform/json.ts';
import type { Reconciler } from '../platform/reconcilers/reconciler.ts';
import type { BareMetalOf } from './bare-metal.ts';
import { refreshNodes } from './node-refresh.ts';
import { tellMaintenance } from './tell-maintenance.ts';
import type { ManagedUnderclouds, Underclouds } from './undercloud.ts';

export type UndercloudReconcilerDeps = {
  db: Db;
  events: EventBus;
  underclouds: Underclouds;
  managed: ManagedUnderclouds;
  bareMetalOf: BareMetalOf;
};

/**
 * Keeps the state of the bare-metal service true, and with one request for all nodes what is known of the machines there.
 * An undercloud that Tuskar has just converged is connected by itself, where none is.
 */
export function undercloudState(deps: UndercloudReconcilerDeps): Reconciler {
  const { db, underclouds, managed, bareMetalOf } = deps;

  async function connectManaged(): Promise<Json> {
    const [cloud] = await managed.list();
    if (cloud === undefined) return null;
    await underclouds.connect({ kind: 'managed', auth: 'http-basic', cloud });
    return { connected: cloud };
  }

  async function look(signal: AbortSignal): Promise<Json> {
    if ((await underclouds.find()) === undefined) return await connectManaged();
    const { row, ironic } = await underclouds.check();
    if (ironic === undefined) return { state: row.state, reason: row.state_reason };
    const nodes = await ironic.registry.list({ signal });
    await tellMaintenance(db, { provider: 'ironic', nodes, work: ironic.work });
    return { state: row.state, ...(await refreshNodes(deps, { provider: 'ironic', nodes })) };
  }

  return {
    name: 'undercloud',
    everySeconds: 15,
    pass: async ({ signal }) => {
      const { registry, work } = await bareMetalOf('simulated');
      const simulated = await registry.list();
      await tellMaintenance(db, { provider: 'simulated', nodes: simulated, work });
      const shown = await refreshNodes(deps, { provider: 'simulated', nodes: simulated });
      try {
        return { ironic: await look(signal), simulated: shown };
      } catch (error) {
        // A service that goes away in the middle of a look is seen to be away at the next.
        if (!isTuskarError(error)) throw error;
        return { ironic: { error: error.message }, simulated: shown };
      }
    },
  };
}
