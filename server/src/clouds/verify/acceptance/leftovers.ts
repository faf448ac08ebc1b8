import { isTuskarError } from '@tuskar/contract/error.ts';
import type { CloudApis } from '../../openstack/cloud-apis.ts';
import { until } from '../until.ts';

/** Names of all that verifications make begin with it. */
export const namePrefix = 'tuskar-verify-';

export type Cleaning = {
  apis: CloudApis;
  signal: AbortSignal;
  /** Names that begin with it are of a verification that goes on. */
  keep?: string;
};

type Named = { name?: string | null | undefined };

function isLeft({ name }: Named, { keep }: Cleaning): boolean {
  if (!name?.startsWith(namePrefix)) return false;
  return keep === undefined || !name.startsWith(keep);
}

/** Whoever was faster did what was to be done. */
async function unlessGone(work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!isTuskarError(error, 'openstack-not-found')) throw error;
  }
}

type Removal = { count: number };

async function removeAll(
  removal: Removal,
  things: { id: string }[],
  remove: (id: string) => Promise<void>,
): Promise<void> {
  removal.count += things.length;
  await Promise.all(things.map(({ id }) => unlessGone(remove(id))));
}

async function removeServers(cleaning: Cleaning, removal: Removal): Promise<void> {
  const { signal } = cleaning;
  const { compute } = cleaning.apis;
  const servers = async () => (await compute.servers()).filter((server) => isLeft(server, cleaning));
  const found = await servers();
  if (found.length === 0) return;
  await removeAll(removal, found, (id) => compute.removeServer(id));
  const wait = { what: 'The servers were not gone', seconds: 120, everySeconds: 0.5, signal };
  await until(wait, async () => {
    const left = await servers();
    const shown = left.map(({ name, status }) => `${name} is ${status}`).join(', ');
    return left.length === 0 ? { answer: undefined } : { reason: shown };
  });
}

async function removeRouters(cleaning: Cleaning, removal: Removal): Promise<void> {
  const { network } = cleaning.apis;
  const [routers, ports] = await Promise.all([network.routers(), network.ports()]);
  const ours = routers.filter((router) => isLeft(router, cleaning));
  for (const port of ports) {
    const router = ours.find(({ id }) => id === port.device_id);
    const isInterface = port.device_owner === 'network:router_interface';
    if (router && isInterface) await unlessGone(network.detachPort(router.id, port.id));
  }
  await removeAll(removal, ours, (id) => network.remove('routers', id));
}

async function removeNetworks(cleaning: Cleaning, removal: Removal): Promise<void> {
  const { network } = cleaning.apis;
  const left = (thing: Named) => isLeft(thing, cleaning);
  const floating = (await network.floatingIps()).filter(({ description }) => left({ name: description }));
  await removeAll(removal, floating, (id) => network.remove('floatingips', id));
  const ports = (await network.ports()).filter(left);
  await Promise.all([
    removeAll(removal, ports, (id) => network.remove('ports', id)),
    removeRouters(cleaning, removal),
  ]);
  // Subnets go with their network.
  await removeAll(removal, (await network.networks()).filter(left), (id) => network.remove('networks', id));
  const groups = (await network.securityGroups()).filter(left);
  await removeAll(removal, groups, (id) => network.remove('security-groups', id));
}

/** Removes what verifications made, but for what is to be kept. Gives the number of things that were there. */
export async function removeLeftovers(cleaning: Cleaning): Promise<number> {
  const { compute, image } = cleaning.apis;
  const removal: Removal = { count: 0 };
  const left = (thing: Named) => isLeft(thing, cleaning);
  await removeServers(cleaning, removal);
  await Promise.all([
    removeNetworks(cleaning, removal),
    image.list().then((all) => removeAll(removal, all.filter(left), (id) => image.remove(id))),
    compute.flavors().then((all) => removeAll(removal, all.filter(left), (id) => compute.removeFlavor(id))),
  ]);
  return removal.count;
}
