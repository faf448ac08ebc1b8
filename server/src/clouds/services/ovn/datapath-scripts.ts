import type { CompileContext, HostFacts } from '../module.ts';
import { networkOf } from '../../intent/networks.ts';
import { southbound } from './placement.ts';

/** Outer headers of Geneve with OVN's options. */
const tunnelMtu = 1600;

function prefixLength(cidr: string): string {
  return cidr.split('/')[1] ?? '32';
}

/**
 * Settings and bridges in Open vSwitch's database. Without the kernel's module the switch runs in user space: there the
 * tunnel's address is on a bridge, so that Geneve packets stay inside the switch, and without segmentation offload every
 * TCP connection of a guest times out.
 */
export function bridgesScript(
  context: CompileContext,
  { host, isGateway }: { host: HostFacts; isGateway: boolean },
): string {
  const tunnel = networkOf(context.intent, 'tunnel');
  const external = networkOf(context.intent, 'external');
  const userspace = host.datapath === 'userspace';
  const type = userspace ? 'netdev' : 'system';
  const operations = [
    'set-manager ptcp:6640:127.0.0.1',
    `set Open_vSwitch . external-ids:hostname=${host.name} external-ids:system-id=${host.name}`,
    `set Open_vSwitch . external-ids:ovn-remote=${southbound(context)} external-ids:ovn-encap-type=geneve`,
    `set Open_vSwitch . external-ids:ovn-encap-ip=${host.addresses.tunnel}`,
    `set Open_vSwitch . external-ids:ovn-bridge-mappings=${external.physicalNetwork}:br-ex`,
    `set Open_vSwitch . external-ids:ovn-bridge=br-int external-ids:ovn-bridge-datapath-type=${type}`,
    isGateway
      ? 'set Open_vSwitch . external-ids:ovn-cms-options=enable-chassis-as-gw'
      : 'remove Open_vSwitch . external-ids ovn-cms-options',
    `set Open_vSwitch . other_config:userspace-tso-enable=${userspace}`,
    `--may-exist add-br br-int -- set Bridge br-int datapath_type=${type} fail-mode=secure`,
    `--may-exist add-br br-ex -- set Bridge br-ex datapath_type=${type}`,
    `--may-exist add-port br-ex ${external.interface}`,
    ...(userspace
      ? [
          `--may-exist add-br br-phy -- set Bridge br-phy datapath_type=${type}`,
          `--may-exist add-port br-phy ${tunnel.interface}`,
          `set Interface br-phy mtu_request=${tunnelMtu}`,
        ]
      : []),
  ];
  return `#!/bin/sh
# What Open vSwitch keeps in its database. Runs before the switch, so it does not wait for it.
set -eu
exec ovs-vsctl --no-wait -- \\
  ${operations.join(' -- \\\n  ')}
`;
}

/** Addresses and link states, which are gone when the switch or the host restarts. */
export function addressesScript(context: CompileContext, host: HostFacts): string {
  const tunnel = networkOf(context.intent, 'tunnel');
  const external = networkOf(context.intent, 'external');
  const address = `${host.addresses.tunnel}/${prefixLength(tunnel.cidr)}`;
  const holder = host.datapath === 'userspace' ? 'br-phy' : tunnel.interface;
  return `#!/bin/sh
# Addresses and link states of the cloud's datapath.
set -eu
ip link set ${tunnel.interface} up mtu ${tunnelMtu}
ip link set ${external.interface} up
ip link set br-ex up
ip link set ${holder} up mtu ${tunnelMtu}
ip address replace ${address} dev ${holder}
`;
}
