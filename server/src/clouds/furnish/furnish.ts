import { isTuskarError } from '@tuskar/contract/error.ts';
import type { CompiledBlueprint } from '../compile/compiled.ts';
import type { CloudApis } from '../openstack/cloud-apis.ts';
import { networkOf } from '../intent/networks.ts';
import { uploadGuest } from '../openstack/guest-image.ts';

/** What a person needs to boot a first server: names as they are typed after `openstack server create`. */
export const furniture = {
  image: 'guest',
  flavor: { name: 'tiny', vcpus: 1, ram: 192, disk: 1 },
  external: 'external',
  network: { name: 'demo', cidr: '10.1.0.0/24' },
} as const;

export type FurnishRequest = {
  apis: CloudApis;
  blueprint: CompiledBlueprint;
  /** Where the test guest of the cloud's image is. */
  guestDirectory: string;
  log: (line: string) => void;
};

/** Makes each thing that is missing; what is there stays as it is, so that it can be called again at any time. */
export async function furnish(request: FurnishRequest): Promise<void> {
  await Promise.all([
    ensureImage(request),
    ensureFlavor(request),
    ensureNetworks(request),
    openDefaultGroup(request),
  ]);
}

async function ensureImage({ apis, guestDirectory, log }: FurnishRequest): Promise<void> {
  const { image } = furniture;
  const named = (await apis.image.list()).filter(
    ({ name }) => name === image || name?.startsWith(`${image}-`),
  );
  if (named.some(({ name, status }) => name === image && status === 'active')) return;
  // An upload that was cut off leaves an image without its data.
  await Promise.all(named.map(({ id }) => apis.image.remove(id)));
  await uploadGuest(apis, { name: image, directory: guestDirectory, visibility: 'public' });
  log(`made the image ${image}`);
}

async function ensureFlavor({ apis, log }: FurnishRequest): Promise<void> {
  const { flavor } = furniture;
  if ((await apis.compute.flavors()).some(({ name }) => name === flavor.name)) return;
  await apis.compute.createFlavor(flavor);
  log(`made the flavor ${flavor.name}`);
}

async function ensureNetworks(request: FurnishRequest): Promise<void> {
  const [external, subnet] = await Promise.all([ensureExternal(request), ensureDemo(request)]);
  await ensureRouter(request, { external, subnet });
}

async function ensureExternal({ apis: { network }, blueprint, log }: FurnishRequest): Promise<string> {
  const name = furniture.external;
  const { physicalNetwork, cidr, gateway, pool } = networkOf(blueprint.intent, 'external');
  const [there] = await network.externalNetworks();
  const id = there?.id ?? (await network.createExternalNetwork({ name, physicalNetwork }));
  // One that somebody else made has the subnets that they chose.
  if (there !== undefined && there.name !== name) return id;
  if ((await network.subnets({ network: id, name })).length > 0) return id;
  await network.createSubnet({ name, network: id, cidr, gateway, dhcp: 'off', pool });
  log(`made the network ${name}, ${cidr}`);
  return id;
}

async function ensureDemo({ apis: { network }, log }: FurnishRequest): Promise<string> {
  const { name, cidr } = furniture.network;
  const there = (await network.networks()).find((one) => one.name === name);
  const id = there?.id ?? (await network.createNetwork(name));
  const [subnet] = await network.subnets({ network: id, name });
  if (subnet !== undefined) return subnet.id;
  log(`made the network ${name}, ${cidr}`);
  return await network.createSubnet({ name, network: id, cidr, dhcp: 'on' });
}

async function ensureRouter(
  { apis: { network }, log }: FurnishRequest,
  { external, subnet }: { external: string; subnet: string },
): Promise<void> {
  const { name } = furniture.network;
  const there = (await network.routers()).find((one) => one.name === name);
  const router = there?.id ?? (await network.createRouter({ name, external }));
  const ports = await network.ports();
  const isAttached = ports.some(
    (port) => port.device_id === router && port.fixed_ips.some((address) => address.subnet_id === subnet),
  );
  if (isAttached) return;
  await network.attachSubnet(router, subnet);
  log(`made the router ${name} between ${name} and ${furniture.external}`);
}

/** A first server should answer a ping and a browser: by default a group lets nothing in from outside. */
async function openDefaultGroup({ apis: { network, session }, log }: FurnishRequest): Promise<void> {
  const { project } = await session.token();
  const group = project === undefined ? undefined : await network.defaultSecurityGroup(project.id);
  if (group === undefined) return;
  for (const rule of [
    { protocol: 'icmp' },
    { protocol: 'tcp', port: 22 },
    { protocol: 'tcp', port: 80 },
  ] as const) {
    await network.allow(group, rule).then(
      () =>
        log(
          `the default security group lets in ${rule.protocol}${'port' in rule ? ` port ${rule.port}` : ''}`,
        ),
      (error: unknown) => {
        if (!isTuskarError(error, 'openstack-conflict')) throw error;
      },
    );
  }
}
