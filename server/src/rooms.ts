import { join } from 'node:path';
import type { KeeperClient } from '@tuskar/lab/keeper/client.ts';
import { createBlueprints } from './clouds/blueprint/blueprint.ts';
import { createClouds } from './clouds/cloud.ts';
import type { CloudDeps } from './clouds/deps.ts';
import { createProber } from './clouds/health/prober.ts';
import { cloudHealth } from './clouds/health/reconciler.ts';
import { createKeystoneRegistrar } from './clouds/identity/keystone-registrar.ts';
import { createImageCatalogue } from './clouds/image-options.ts';
import { cloudDestroy } from './clouds/operations/cloud-destroy.ts';
import { cloudExecute } from './clouds/operations/cloud-execute.ts';
import { cloudFurnish } from './clouds/operations/cloud-furnish.ts';
import { cloudVerify } from './clouds/operations/cloud-verify.ts';
import { cloudHandlers } from './clouds/routes.ts';
import { agentInitramfs, agentKernel, directories } from './clouds/services/ironic/places.ts';
import { serviceModules } from './clouds/services/registry.ts';
import { cloudsByImage } from './clouds/store.ts';
import { instancesOn } from './clouds/occupants.ts';
import { currentParts, labTenants } from './clouds/tenants.ts';
import { managedUnderclouds } from './clouds/underclouds.ts';
import { createAcceptanceVerifier } from './clouds/verify/acceptance/verifier.ts';
import { createTempestVerifier } from './clouds/verify/tempest/verifier.ts';
import { joinDeploy } from './hardware/join-deploy.ts';
import { createDiscovery } from './hardware/discovery.ts';
import { joinErase } from './hardware/join-erase.ts';
import { joinRescue } from './hardware/join-rescue.ts';
import { joinAcceptance } from './hardware/join-acceptance.ts';
import { joinMachines } from './hardware/join-machines.ts';
import { joinUndercloud } from './hardware/join-undercloud.ts';
import { joinWatch } from './hardware/join-watch.ts';
import { createIncidents } from './health/incident.ts';
import { incidentHandlers } from './health/routes.ts';
import { createRackPower } from './hardware/racks/power.ts';
import { rackHandlers } from './hardware/racks/routes.ts';
import { createHosts, toTarget } from './hosts/host.ts';
import { createInventory } from './hosts/inventory.ts';
import { hostConverge } from './hosts/operations/host-converge.ts';
import { deployedHosts } from './hosts/deployed.ts';
import { hostReachability } from './hosts/reachability.ts';
import { hostHandlers } from './hosts/routes.ts';
import { createSshConnector } from './hosts/ssh/connector.ts';
import { createSshConverger } from './hosts/ssh/converger.ts';
import { ensureSshKey } from './hosts/ssh/key.ts';
import { createDiskImages } from './images/disk-images.ts';
import { createAgentImages } from './images/agent-images.ts';
import { createImages } from './images/image.ts';
import { imageBuild } from './images/operations/image-build.ts';
import { imageHandlers } from './images/routes.ts';
import { labDown } from './lab/operations/lab-down.ts';
import { labUp } from './lab/operations/lab-up.ts';
import { labMachines } from './lab/machine-news.ts';
import { labHandlers } from './lab/routes.ts';
import type { Database } from './platform/database/connect.ts';
import type { EventBus } from './platform/events/event-bus.ts';
import type { Handlers } from './platform/http/handler.ts';
import type { Logger } from './platform/log/logger.ts';
import type { OperationEngine } from './platform/operations/engine.ts';
import type { Reconciler } from './platform/reconcilers/reconciler.ts';
import type { Secrets } from './security/secrets.ts';
import type { Settings } from './settings.ts';
import { version } from './version.ts';

export type RoomsDeps = {
  settings: Settings;
  database: Database;
  events: EventBus;
  engine: OperationEngine;
  keeper: KeeperClient;
  secrets: Secrets;
  log: Logger;
};

type Noun =
  | ('image' | 'lab' | 'host' | 'cloud' | 'blueprint' | 'verification')
  | ('machine' | 'inspection' | 'part' | 'class' | 'profile' | 'burn-in' | 'finding')
  | ('machine-bulk' | 'machine-import' | 'machine-scan' | 'scan-range' | 'unclaimed-node')
  | ('certificate' | 'incident' | 'undercloud')
  | ('site' | 'location' | 'rack');
type RoomRoute = Extract<keyof Handlers, `${Noun}.${string}`>;

export type Rooms = {
  handlers: Pick<Handlers, RoomRoute>;
  /** Makes the rooms' operations known to the engine. */
  registrations: ((engine: OperationEngine) => void)[];
  reconcilers: Reconciler[];
  close: () => Promise<void>;
};

/** Joins the rooms: each is given what it needs of the others through their use cases. */
export async function createRooms(options: RoomsDeps): Promise<Rooms> {
  const { settings, database, events, engine, keeper, secrets, log } = options;
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
  const inventory = createInventory({
    db,
    hosts,
    labKvm: async () => (await keeper.status()).lab.kvm.state === 'works',
  });
  const incidents = createIncidents({ db, events });
  const images = createImages({ cacheDir: cacheDirectory, usedBy: () => cloudsByImage(db) });
  const deps: CloudDeps = {
    db,
    events,
    engine,
    inventory,
    secrets,
    images: createImageCatalogue({ cacheDir: cacheDirectory }),
    services: serviceModules,
  };
  const clouds = createClouds(deps);
  const tenants = labTenants(clouds, deps);
  const guestDirectory = (image: string) => join(cacheDirectory, 'images', image, 'guest');
  const acceptance = createAcceptanceVerifier({ guestDirectory });
  const reachHost = async (name: string, signal: AbortSignal | undefined) =>
    connector.connect(toTarget(await hosts.get(name)), { signal });
  const tempest = createTempestVerifier({ guestDirectory, connect: reachHost });

  const undercloud = joinUndercloud({
    db,
    events,
    engine,
    secrets,
    managed: managedUnderclouds(deps),
    images: createAgentImages({ cacheDir: cacheDirectory }),
    connect: reachHost,
    places: { files: directories.files, kernel: agentKernel, initramfs: agentInitramfs },
    simulatedPace: settings.simulatedPace,
  });
  const occupancy = {
    cloudOf: hosts.cloudOf,
    instances: (host: string) => instancesOn(deps, host),
    release: hosts.release,
  };
  const erase = joinErase({
    db,
    events,
    engine,
    secrets,
    log,
    version,
    bareMetalOf: undercloud.bareMetalOf,
    occupancy,
  });
  const rescue = joinRescue({ db, events, secrets, occupancy, bareMetalOf: undercloud.bareMetalOf }, engine);
  const power = createRackPower({ db });
  const discovery = createDiscovery({ db, bareMetalOf: undercloud.bareMetalOf });
  const machineAcceptance = joinAcceptance(
    { db, events, bareMetalOf: undercloud.bareMetalOf, discovery, power },
    engine,
  );

  const deploy = joinDeploy(
    {
      db,
      events,
      secrets,
      connector,
      bareMetalOf: undercloud.bareMetalOf,
      images: createDiskImages({ cacheDir: cacheDirectory }),
      imageServer: undercloud.imageServer,
      hosts: deployedHosts(hosts),
      ownKey: sshKey.publicKey,
    },
    engine,
  );

  const machines = joinMachines({
    db,
    events,
    engine,
    secrets,
    bareMetalOf: undercloud.bareMetalOf,
    discovery,
    deployments: deploy.deployments,
    prepareRescue: rescue.prepareRescue,
  });

  const watch = joinWatch({ db, events, secrets, incidents });

  return {
    handlers: {
      ...hostHandlers({ hosts, engine }),
      ...incidentHandlers({ incidents }),
      ...deploy.handlers,
      ...watch.handlers,
      ...erase.handlers,
      ...rescue.handlers,
      ...undercloud.handlers,
      ...machines.handlers,
      ...machineAcceptance.handlers,
      ...rackHandlers({ db, events }),
      ...imageHandlers({ images, engine }),
      ...labHandlers({ db, events, keeper, engine, hosts, images, tenants }),
      ...cloudHandlers({ clouds, blueprints: createBlueprints(deps), deps }),
    },
    registrations: [
      ...deploy.registrations,
      ...erase.registrations,
      ...rescue.registrations,
      ...machines.registrations,
      ...undercloud.registrations,
      (to) => to.register(hostConverge({ db, hosts, converger, parts: currentParts(deps) })),
      ...machineAcceptance.registrations,
      (to) => to.register(imageBuild({ keeper, db, events })),
      (to) => to.register(labUp({ keeper, hosts, authorizedKey: async () => sshKey.publicKey })),
      (to) => to.register(labDown({ keeper, hosts, tenants })),
      (to) => to.register(cloudExecute({ ...deps, converger, registrar: createKeystoneRegistrar() })),
      (to) => to.register(cloudVerify({ ...deps, verifiers: { acceptance, tempest } })),
      (to) => to.register(cloudFurnish({ ...deps, guestDirectory })),
      (to) => to.register(cloudDestroy({ ...deps, converger })),
    ],
    reconcilers: [
      hostReachability({ db, hosts }),
      labMachines({ db, events, keeper }),
      ...machines.reconcilers,
      ...watch.reconcilers,
      ...machineAcceptance.reconcilers,
      ...undercloud.reconcilers,
      cloudHealth({ ...deps, prober: createProber({ inventory, connector }) }),
    ],
    close: async () => {
      undercloud.close();
      await connector.close();
    },
  };
}
