import { isTuskarError } from '@tuskar/contract/error.ts';
import type { CloudApis } from '../../openstack/cloud-apis.ts';
import { until } from '../until.ts';

/** Names of all that verifications make begin with it. */
export const namePrefix = 'tuskar-verify-';

const isOurs = ({ name }: { name?: string | null | undefined }) => name?.startsWith(namePrefix) ?? false;

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

async function removeServers({ compute }: CloudApis, removal: Removal, signal: AbortSignal): Promise<void> {
  await removeAll(removal, (await compute.servers()).filter(isOurs), (id) => compute.removeServer(id));
  const wait = { what: 'The servers were not gone', seconds: 120, everySeconds: 0.5, signal };
  await until(wait, async () => {
    const left = (await compute.servers()).filter(isOurs);
    const shown = left.map(({ name, status }) => `${name} is ${status}`).join(', ');
    return left.length === 0 ? { answer: undefined } : { reason: shown };
  });
}

async function removeRouters({ network }: CloudApis, removal: Removal): Promise<void> {
  const [routers, ports] = await Promise.all([network.routers(), network.ports()]);
  const ours = routers.filter(isOurs);
  for (const port of ports) {
    const router = ours.find(({ id }) => id === port.device_id);
    const isInterface = port.device_owner === 'network:router_interface';
    if (router && isInterface) await unlessGone(network.detachPort(router.id, port.id));
  }
  await removeAll(removal, ours, (id) => network.remove('routers', id));
}

async function removeNetworks(apis: CloudApis, removal: Removal): Promise<void> {
  const { network } = apis;
  const floating = (await network.floatingIps()).filter(({ description }) => isOurs({ name: description }));
  await removeAll(removal, floating, (id) => network.remove('floatingips', id));
  const ports = (await network.ports()).filter(isOurs);
  await Promise.all([
    removeAll(removal, ports, (id) => network.remove('ports', id)),
    removeRouters(apis, removal),
  ]);
  // Subnets go with their network.
  await removeAll(removal, (await network.networks()).filter(isOurs), (id) => network.remove('networks', id));
  const groups = (await network.securityGroups()).filter(isOurs);
  await removeAll(removal, groups, (id) => network.remove('security-groups', id));
}

/** Removes all that this and earlier verifications made. Gives the number of things that were there. */
export async function removeLeftovers(apis: CloudApis, signal: AbortSignal): Promise<number> {
  const { compute, image } = apis;
  const removal: Removal = { count: 0 };
  await removeServers(apis, removal, signal);
  await Promise.all([
    removeNetworks(apis, removal),
    image.list().then((all) => removeAll(removal, all.filter(isOurs), (id) => image.remove(id))),
    compute.flavors().then((all) => removeAll(removal, all.filter(isOurs), (id) => compute.removeFlavor(id))),
  ]);
  return removal.count;
}
