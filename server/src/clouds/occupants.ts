import { accessTo } from './access.ts';
import { loadCompiled } from './blueprint/store.ts';
import type { CloudDeps } from './deps.ts';
import { connectCloud, type ConnectCloud } from './openstack/cloud-apis.ts';
import { findCloud } from './store.ts';

const timeoutSeconds = 60;

/** The clouds as the hardware room needs them: what a host carries for its cloud. */
export async function instancesOn(
  { db, inventory, secrets }: Pick<CloudDeps, 'db' | 'inventory' | 'secrets'>,
  host: string,
  connect: ConnectCloud = connectCloud,
): Promise<{ id: string; name: string }[]> {
  const cloud = (await inventory.find(host))?.cloud ?? null;
  const current = cloud === null ? null : ((await findCloud(db, cloud))?.current_blueprint ?? null);
  if (cloud === null || current === null) return [];
  const { identity } = await loadCompiled(db, current);
  const apis = connect(await accessTo(secrets, { cloud, identity }), {
    signal: AbortSignal.timeout(timeoutSeconds * 1000),
  });
  try {
    return (await apis.compute.serversOn(host)).map(({ id, name }) => ({ id, name }));
  } finally {
    apis.close();
  }
}
