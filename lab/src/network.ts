import { existsSync, readFileSync, rmSync } from 'node:fs';
import { run, succeeds } from './command.ts';
import { machineLink, namespace, networks, outOfBand } from './network-plan.ts';
import type { NetworkRecord } from './state/schema.ts';

export const namespacePath = `/run/netns/${namespace}`;

export function isMountPoint(path: string): boolean {
  return readFileSync('/proc/self/mountinfo', 'utf8')
    .split('\n')
    .some((line) => line.split(' ')[4] === path);
}

export function namespacesBefore(): NetworkRecord['namespaces'] {
  return { existed: existsSync('/run/netns'), mounted: isMountPoint('/run/netns') };
}

const gatewayAddress = networks[0].gateway?.split('/')[0] ?? '';

export const inside = (argv: string[]): string[] => ['ip', 'netns', 'exec', namespace, ...argv];

/** Makes the namespace, its bridges and the machine's link; finishes what an earlier, killed run began. */
export async function makeNetwork(): Promise<void> {
  // A file that is no mount is what `ip netns add` leaves when it is killed half way.
  if (existsSync(namespacePath) && !isMountPoint(namespacePath)) rmSync(namespacePath);
  if (!existsSync(namespacePath)) await run(['ip', 'netns', 'add', namespace]);
  await run(inside(['sh', '-euc', insideScript()]));
  if (!existsSync(`/sys/class/net/${machineLink.name}`)) {
    await run(
      words(`ip link add ${machineLink.name} type veth peer name ${machineLink.peer} netns ${namespace}`),
    );
  }
  await run(inside(['sh', '-euc', peerScript()]));
  await run(['sh', '-euc', machineScript()]);
}

const words = (line: string): string[] => line.split(' ');

function insideScript(): string {
  const bridges = networks.map(
    ({ bridge, mac, mtu, gateway }) => `
      [ -e /sys/class/net/${bridge} ] || ip link add ${bridge} type bridge forward_delay 0 stp_state 0
      ip link set ${bridge} address ${mac} mtu ${mtu} up
      ${gateway ? `ip address replace ${gateway} dev ${bridge}` : ''}`,
  );
  return `ip link set lo up
    echo 1 > /proc/sys/net/ipv4/ip_forward
    ${bridges.join('\n')}
    ${outOfBandScript()}`;
}

/** Every address of these networks is the namespace's own, and an ordinary user may serve HTTPS there. */
function outOfBandScript(): string {
  const routes = Object.values(outOfBand).map(({ cidr }) => `ip route replace local ${cidr} dev lo`);
  return ['echo 443 > /proc/sys/net/ipv4/ip_unprivileged_port_start', ...routes].join('\n');
}

/** The peer answers ARP for every lab address at once, and only the namespace forwards. */
function peerScript(): string {
  const peer = machineLink.peer;
  return `echo 1 > /proc/sys/net/ipv4/conf/${peer}/proxy_arp
    echo 0 > /proc/sys/net/ipv4/neigh/${peer}/proxy_delay
    ip link set ${peer} up
    ip route replace ${machineLink.address}/32 dev ${peer}`;
}

function machineScript(): string {
  const { name, address, prefix } = machineLink;
  // By way of one neighbour: thousands of BMCs would fill the machine's table of neighbours.
  const routes = Object.values(outOfBand).map(
    ({ cidr }) => `ip route replace ${cidr} via ${gatewayAddress} dev ${name}`,
  );
  return `off=/proc/sys/net/ipv6/conf/${name}/disable_ipv6
    [ ! -e $off ] || echo 1 > $off
    ip address replace ${address}/${prefix} dev ${name}
    ip link set ${name} up
    ${routes.join('\n')}`;
}

/** A process with a copy of the machine's mounts (a service with a private /tmp) keeps the namespace: so it is emptied. */
function emptyScript(): string {
  const bridges = networks.map(({ bridge }) => `[ ! -e /sys/class/net/${bridge} ] || ip link del ${bridge}`);
  const taps =
    'for tap in /sys/class/net/*/tun_flags; do [ ! -e $tap ] || ip link del $(basename ${tap%/*}); done';
  return [...bridges, taps].join('\n');
}

/** Removes all that `makeNetwork` makes, wherever it got to. Call when no process is left in the namespace. */
export async function removeNetwork(record: NetworkRecord | null): Promise<void> {
  if (existsSync(`/sys/class/net/${machineLink.name}`)) await run(['ip', 'link', 'del', machineLink.name]);
  if (isMountPoint(namespacePath)) {
    await run(inside(['sh', '-euc', emptyScript()]));
    await run(['ip', 'netns', 'del', namespace]);
  } else rmSync(namespacePath, { force: true });
  if (record) await restoreNamespaces(record.namespaces);
}

async function restoreNamespaces(before: NetworkRecord['namespaces']): Promise<void> {
  const path = '/run/netns';
  // Another program may have made a namespace meanwhile: then its directory stays.
  if (!before.mounted && isMountPoint(path)) await succeeds(['umount', '-n', path]);
  if (!before.existed && existsSync(path) && !isMountPoint(path)) await succeeds(['rmdir', path]);
}

export const networkExists = (): boolean =>
  existsSync(namespacePath) || existsSync(`/sys/class/net/${machineLink.name}`);
