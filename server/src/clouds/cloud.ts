import { TuskarError } from '@tuskar/contract/error.ts';
import type { Cloud, CloudDetail, Verification } from '@tuskar/contract/cloud.ts';
import type { Operation } from '@tuskar/contract/operation.ts';
import { accessTo } from './access.ts';
import { announceCloud } from './announce.ts';
import { loadContent, newestBlueprint } from './blueprint/store.ts';
import type { CloudDeps } from './deps.ts';
import { saveHealth, serviceHealth } from './health/store.ts';
import { toCloud } from './resource.ts';
import { getCloud, listClouds, lockCloud, moveCloud, setCurrentBlueprint } from './store.ts';
import { listVerifications } from './verification-store.ts';

export type CloudRequest = { cloud: string; requestedBy: string };

/** The use cases of clouds. */
export function createClouds(deps: CloudDeps) {
  const { db, events, engine, secrets } = deps;

  /** @throws cloud-not-found, cloud-not-deployed */
  async function deployed(name: string) {
    const { current_blueprint: id } = await getCloud(db, name);
    if (id === null)
      throw new TuskarError('cloud-not-deployed', `Nothing of the cloud ${name} is deployed yet.`);
    return (await loadContent(db, id)).header;
  }

  return {
    list: async (): Promise<Cloud[]> => {
      const rows = await listClouds(db);
      return await Promise.all(rows.map((row) => toCloud(db, row)));
    },

    show: async (name: string): Promise<CloudDetail> => {
      const row = await getCloud(db, name);
      const id = row.current_blueprint ?? (await newestBlueprint(db, name))?.id;
      return {
        ...(await toCloud(db, row)),
        intent: id === undefined ? '' : (await loadContent(db, id)).intent,
        services: await serviceHealth(db, name),
      };
    },

    verifications: async (name: string): Promise<Verification[]> => {
      await getCloud(db, name);
      return await listVerifications(db, name);
    },

    /** How to reach the cloud as its administrator. @throws cloud-not-deployed */
    credentials: async (name: string) => {
      const { identity, image } = await deployed(name);
      const access = await accessTo(secrets, { cloud: name, identity });
      return {
        authUrl: access.authUrl,
        username: 'admin',
        password: access.adminPassword,
        project: 'admin',
        userDomain: 'Default',
        projectDomain: 'Default',
        region: access.region,
        caCertificate: access.caCertificate,
        image,
      };
    },

    /** @throws cloud-not-deployed, subject-busy */
    verify: async ({
      cloud,
      requestedBy,
      suite,
      tests,
    }: CloudRequest & { suite: Verification['suite']; tests?: string | undefined }): Promise<Operation> => {
      await deployed(cloud);
      return await engine.submit({
        kind: 'cloud.verify',
        input: { cloud, suite, tests: tests ?? null },
        requestedBy,
      });
    },

    /** Makes what a first server needs, where it is missing. @throws cloud-not-deployed, subject-busy */
    furnish: async ({ cloud, requestedBy }: CloudRequest): Promise<Operation> => {
      await deployed(cloud);
      return await engine.submit({ kind: 'cloud.furnish', input: { cloud }, requestedBy });
    },

    /** @throws subject-busy */
    destroy: async ({
      cloud,
      requestedBy,
      reason,
    }: CloudRequest & { reason: string }): Promise<Operation> => {
      await getCloud(db, cloud);
      const hosts = (await deps.inventory.list()).filter((host) => host.cloud === cloud);
      return await engine.submit({
        kind: 'cloud.destroy',
        input: { cloud, hosts: hosts.map((host) => host.name) },
        requestedBy,
        reason,
      });
    },

    /** Its hosts are gone, and its data with them: the intent and the history stay, and it can be deployed anew. */
    loseHosts: async (cloud: string, reason: string): Promise<void> => {
      await deps.inventory.assign({ cloud, hosts: [] });
      await db.transaction().execute(async (tx) => {
        await lockCloud(tx, cloud);
        await setCurrentBlueprint(tx, cloud, null);
        await saveHealth(tx, cloud, []);
        await moveCloud(tx, cloud, { action: 'lose-hosts', reason });
        await announceCloud(tx, events, cloud);
      });
    },
  };
}

export type Clouds = ReturnType<typeof createClouds>;
