import type { HostConnection } from '../hosts/connection.ts';
import type { Db } from '../platform/database/connect.ts';
import type { EventBus } from '../platform/events/event-bus.ts';
import type { OperationEngine } from '../platform/operations/engine.ts';
import type { Secrets } from '../security/secrets.ts';
import type { AgentImages } from './agent-image.ts';
import type { BareMetalOf } from './bare-metal.ts';
import { createImageServer } from './image-server.ts';
import { undercloudEquip, type UndercloudEquipDeps } from './operations/undercloud-equip.ts';
import { createSimulatedBareMetal } from './simulated/create-simulated.ts';
import { simulatedHandlers } from './simulated/routes.ts';
import { undercloudAgent } from './undercloud-agent-reconciler.ts';
import { undercloudState } from './undercloud-reconciler.ts';
import { undercloudHandlers } from './undercloud-routes.ts';
import { createUnderclouds, type ManagedUnderclouds } from './undercloud.ts';

/** Of the simulated fleet: the same in every installation, so that people see the same machines. */
const seed = 1;

export type UndercloudOptions = {
  db: Db;
  events: EventBus;
  engine: OperationEngine;
  secrets: Secrets;
  managed: ManagedUnderclouds;
  images: AgentImages;
  connect: (host: string, signal: AbortSignal) => Promise<HostConnection>;
  places: UndercloudEquipDeps['places'];
  /** How long things take on simulated machines beside real ones. */
  simulatedPace: number;
};

/** Puts together the ways to bare metal: the service that Tuskar uses, and the simulated one. */
export function joinUndercloud(options: UndercloudOptions) {
  const { db, events, engine, secrets, managed, images, connect, places, simulatedPace } = options;
  const underclouds = createUnderclouds({ db, events, secrets, managed, images });
  const simulated = createSimulatedBareMetal(db, { seed, pace: simulatedPace });
  const bareMetalOf: BareMetalOf = async (provider) =>
    provider === 'simulated' ? simulated : await underclouds.ironic();
  return {
    bareMetalOf,
    imageServer: createImageServer({ hostOf: underclouds.managedHost, connect, directory: places.files }),
    handlers: { ...undercloudHandlers({ underclouds, engine }), ...simulatedHandlers({ db, seed }) },
    registrations: [
      (to: OperationEngine) =>
        to.register(undercloudEquip({ images, connect, places, sawAgent: underclouds.sawAgent })),
    ],
    reconcilers: [
      undercloudState({ db, events, underclouds, managed, bareMetalOf }),
      undercloudAgent({ underclouds, connect, places }),
    ],
    close: () => underclouds.close(),
  };
}
