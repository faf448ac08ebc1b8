import { type CloudApis, type ConnectCloud, connectCloud } from '../../openstack/cloud-apis.ts';
import { uploadGuest } from '../../openstack/guest-image.ts';
import { Checks } from '../checks.ts';
import type { VerificationRequest, Verifier } from '../verifier.ts';
import { checkConsole, checkMetadata, guestAnswer } from './guest.ts';
import { namePrefix, removeLeftovers } from './leftovers.ts';
import { externalNetwork, makeSecurityGroup, waitForServer } from './resources.ts';

const titles = {
  token: 'Sign in',
  leftovers: 'Remove what earlier verifications left',
  image: 'Upload an image',
  flavor: 'Make a flavor',
  network: 'Make a network',
  subnet: 'Make a subnet',
  router: 'Make a router to the external network',
  'security-group': 'Make a security group',
  server: 'Boot a server',
  'floating-ip': 'Give the server a floating IP',
  answer: 'Get an answer over the floating IP from outside',
  metadata: 'Metadata was served to the server',
  console: "Read the server's console log",
  removal: 'Remove all of it',
};

/** Seconds for the removal, also where the verification itself was cancelled. */
const removalSeconds = 300;
const guestCidr = '10.254.0.0/24';

export type AcceptanceOptions = {
  /** Where the test guest of an image is: vmlinuz, initrd, disk.qcow2. */
  guestDirectory: (image: string) => string;
  connect?: ConnectCloud;
};

/** Uses a cloud as a person would, from the first token to an answering server, and removes all of it again. */
export function createAcceptanceVerifier({
  guestDirectory,
  connect = connectCloud,
}: AcceptanceOptions): Verifier {
  return {
    async verify(request) {
      const apis = connect(request.access, { signal: request.signal });
      const checks = new Checks({ titles, report: request.report });
      await checks.announce();
      try {
        useCloud({ apis, checks, request, directory: guestDirectory(request.blueprint.image) });
        await checks.settled();
      } finally {
        apis.close();
        await remove(request, checks, connect);
      }
    },
  };
}

type Use = {
  apis: CloudApis;
  checks: Checks<keyof typeof titles>;
  request: VerificationRequest;
  directory: string;
};

function useCloud({ apis, checks, request, directory }: Use): void {
  const { signal, blueprint } = request;
  const { compute, network } = apis;
  const prefix = `${namePrefix}${request.id}`;

  const token = checks.run('token', [], async () => {
    const { expires_at } = await apis.session.token();
    return { value: null, output: `token until ${expires_at}` };
  });
  const clean = checks.run('leftovers', [token], async () => {
    const count = await removeLeftovers({ apis, signal, keep: prefix });
    return { value: null, output: count === 0 ? 'there was nothing' : `${count} things removed` };
  });
  const image = checks.run('image', [token], async () => {
    const value = await uploadGuest(apis, { name: prefix, directory });
    return { value, output: `image ${value} with its kernel and initial ramdisk` };
  });
  const flavor = checks.run('flavor', [token], async () => {
    const value = await compute.createFlavor({ name: prefix, vcpus: 1, ram: 192, disk: 1 });
    return { value, output: '1 processor, 192 MiB, 1 GiB disk' };
  });
  const guestNetwork = checks.run('network', [token], async () => {
    const value = await network.createNetwork(prefix);
    return { value, output: `network ${value}` };
  });
  const subnet = checks.run('subnet', [guestNetwork], async () => {
    const options = { name: prefix, network: await guestNetwork, cidr: guestCidr, dhcp: 'on' as const };
    return { value: await network.createSubnet(options), output: guestCidr };
  });
  // An external network of an earlier verification would be in the way of ours.
  const router = checks.run('router', [clean, subnet], async () => {
    const external = await externalNetwork(apis, { prefix, blueprint });
    const id = await network.createRouter({ name: prefix, external });
    await network.attachSubnet(id, await subnet);
    return { value: external, output: `router ${id}` };
  });
  const group = checks.run('security-group', [token], () => makeSecurityGroup(apis, prefix));
  const port = Promise.all([subnet, group]).then(async ([, securityGroup]) =>
    network.createPort({ name: prefix, network: await guestNetwork, securityGroup }),
  );
  port.catch(() => undefined);
  const server = checks.run('server', [image, flavor, port], async () => {
    const options = { name: prefix, image: await image, flavor: await flavor, port: (await port).id };
    const id = await compute.createServer(options);
    return { value: id, output: await waitForServer(apis, { id, signal }) };
  });
  const floating = checks.run('floating-ip', [router, port], async () => {
    const options = { network: await router, port: (await port).id, description: prefix };
    const value = await network.createFloatingIp(options);
    return { value, output: value.floating_ip_address };
  });
  const page = checks.run('answer', [floating, server], async () =>
    guestAnswer((await floating).floating_ip_address, signal),
  );
  void checks.run('metadata', [page], async () => checkMetadata(await page, prefix));
  void checks.run('console', [page], async () => checkConsole(apis, await server, signal));
}

/** On a way of its own: what is cancelled or cut off must be removed too. */
async function remove(
  request: VerificationRequest,
  checks: Checks<keyof typeof titles>,
  connect: ConnectCloud,
): Promise<void> {
  const signal = AbortSignal.timeout(removalSeconds * 1000);
  const apis = connect(request.access, { signal });
  await checks
    .run('removal', [], async () => {
      const count = await removeLeftovers({ apis, signal });
      return { value: null, output: `${count} things removed` };
    })
    // It is reported; the next verification tries again.
    .catch(() => undefined);
  apis.close();
}
