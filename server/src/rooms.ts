import { join } from 'node:path';
import { TuskarError } from '@tuskar/contract/error.ts';
import type { KeeperClient } from '@tuskar/lab/keeper/client.ts';
import { createHosts } from './hosts/host.ts';
import { hostConverge } from './hosts/operations/host-converge.ts';
import { hostReachability } from './hosts/reachability.ts';
import { hostHandlers } from './hosts/routes.ts';
import { createSshConnector } from './hosts/ssh/connector.ts';
import { createSshConverger } from './hosts/ssh/converger.ts';
import { ensureSshKey } from './hosts/ssh/key.ts';
import { createImages } from './images/image.ts';
import { imageBuild } from './images/operations/image-build.ts';
import { imageHandlers } from './images/routes.ts';
import { labDown } from './lab/operations/lab-down.ts';
import { labUp } from './lab/operations/lab-up.ts';
import { labHandlers } from './lab/routes.ts';
import type { Database } from './platform/database/connect.ts';
import type { EventBus } from './platform/events/event-bus.ts';
import type { Handlers } from './platform/http/handler.ts';
import type { Logger } from './platform/log/logger.ts';
import type { OperationEngine } from './platform/operations/engine.ts';
import type { Reconciler } from './platform/reconcilers/reconciler.ts';
import type { Secrets } from './security/secrets.ts';
import type { Settings } from './settings.ts';

export type RoomsDeps = {
  settings: Settings;
  database: Database;
  events: EventBus;
  engine: OperationEngine;
  keeper: KeeperClient;
  secrets: Secrets;
  log: Logger;
};

type RoomRoute = Extract<
  keyof Handlers,
  `${'image' | 'lab' | 'host' | 'cloud' | 'blueprint' | 'verification'}.${string}`
>;

export type Rooms = {
  handlers: Pick<Handlers, RoomRoute>;
  /** Makes the rooms' operations known to the engine. */
  registrations: ((engine: OperationEngine) => void)[];
  reconcilers: Reconciler[];
  close: () => Promise<void>;
};

/** Joins the rooms: each is given what it needs of the others through their use cases. */
export async function createRooms({ settings, database, events, engine, keeper }: RoomsDeps): Promise<Rooms> {
  const { stateDirectory, runDirectory, cacheDirectory } = settings;
  const { db } = database;
  const sshKey = await ensureSshKey({ directory: join(stateDirectory, 'ssh') });
  const connector = createSshConnector({
    keyFile: sshKey.file,
    stateDirectory,
    runDirectory: join(runDirectory, 'ssh'),
  });
  const converger = createSshConverger({ connector });
  const hosts = createHosts({ db, events, connector });
  const images = createImages({ cacheDir: cacheDirectory, usedBy: async () => new Map() });
  const tenants = { on: async () => [], gone: async () => undefined };
  const parts = { find: async () => undefined };

  return {
    handlers: {
      ...hostHandlers({ hosts, engine }),
      ...imageHandlers({ images, engine }),
      ...labHandlers({ keeper, engine, hosts, images, tenants }),
      ...cloudsToCome,
    },
    registrations: [
      (to) => to.register(hostConverge({ db, hosts, converger, parts })),
      (to) => to.register(imageBuild({ keeper, db, events })),
      (to) => to.register(labUp({ keeper, hosts, authorizedKey: async () => sshKey.publicKey })),
      (to) => to.register(labDown({ keeper, hosts, tenants })),
    ],
    reconcilers: [hostReachability({ db, hosts })],
    close: () => connector.close(),
  };
}

// TODO correctness: gone as soon as the clouds room exports its handlers.
const toCome = async (): Promise<never> => {
  throw new TuskarError('route-not-found', 'This server has no clouds room yet.');
};
const cloudsToCome = {
  'cloud.list': toCome,
  'cloud.show': toCome,
  'cloud.plan': toCome,
  'blueprint.list': toCome,
  'blueprint.show': toCome,
  'blueprint.diff': toCome,
  'blueprint.approve': toCome,
  'blueprint.abandon': toCome,
  'blueprint.execute': toCome,
  'cloud.verify': toCome,
  'verification.list': toCome,
  'cloud.credentials': toCome,
  'cloud.destroy': toCome,
};
