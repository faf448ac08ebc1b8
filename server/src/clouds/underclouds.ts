import type { ManagedUnderclouds } from '../hardware/undercloud.ts';
import { loadHost } from './blueprint/part-store.ts';
import { loadContent } from './blueprint/store.ts';
import { secretName } from './compile/context.ts';
import type { CloudDeps } from './deps.ts';
import { apiPort, apiSecret, apiUser } from './services/ironic/places.ts';
import { findCloud, listClouds } from './store.ts';

/** The clouds as the room of hardware needs them: the bare-metal services that Tuskar has converged. */
export function managedUnderclouds({ db }: Pick<CloudDeps, 'db'>): ManagedUnderclouds {
  const find: ManagedUnderclouds['find'] = async (cloud) => {
    const blueprint = (await findCloud(db, cloud))?.current_blueprint;
    if (blueprint == null) return undefined;
    const { header } = await loadContent(db, blueprint);
    const named = header.intent.hosts.find(({ roles }) => roles.includes('undercloud'));
    if (named === undefined || !header.services.includes('ironic')) return undefined;
    const host = await loadHost(db, blueprint, named.name);
    if (host === undefined) return undefined;
    return {
      cloud,
      host: host.name,
      url: `https://${host.address}:${apiPort}`,
      user: apiUser,
      passwordSecret: secretName(cloud, apiSecret, 'password'),
    };
  };
  return {
    find,
    list: async () => {
      const found: string[] = [];
      for (const { name } of await listClouds(db)) if ((await find(name)) !== undefined) found.push(name);
      return found;
    },
  };
}
