import type { CurrentParts } from '../hosts/operations/host-converge.ts';
import type { LabTenants } from '../lab/tenants.ts';
import { loadHost } from './blueprint/part-store.ts';
import type { Clouds } from './cloud.ts';
import { wholePart } from './compile/compiled.ts';
import type { CloudDeps } from './deps.ts';
import { secretLookup } from './secrets.ts';
import { findCloud } from './store.ts';

/** The clouds as the hosts room needs them: a host's part of its cloud's current blueprint. */
export function currentParts({ db, secrets }: Pick<CloudDeps, 'db' | 'secrets'>): CurrentParts {
  return {
    find: async (cloud, host) => {
      const blueprint = (await findCloud(db, cloud))?.current_blueprint;
      const compiled = blueprint == null ? undefined : await loadHost(db, blueprint, host);
      if (blueprint == null || compiled === undefined) return undefined;
      return { blueprint, part: wholePart(compiled), secrets: secretLookup(secrets) };
    },
  };
}

/** The clouds as the lab needs them: who lives on its hosts. */
export function labTenants(clouds: Clouds, { inventory }: Pick<CloudDeps, 'inventory'>): LabTenants {
  return {
    on: async (hosts) => {
      const known = (await inventory.list()).filter((host) => hosts.includes(host.name));
      return [...new Set(known.flatMap((host) => host.cloud ?? []))].sort();
    },
    gone: ({ cloud, reason }) => clouds.loseHosts(cloud, reason),
  };
}
