import type { Intent } from '@tuskar/contract/intent.ts';
import type { KnownHost } from '../inventory.ts';
import { addressNumber, contains, rangeOf } from './ipv4.ts';
import type { Problem } from './problem.ts';

const path = ['networks', 'provisioning'];

/** What is wrong with the network over which machines boot. */
export function provisioningProblems({ hosts, networks }: Intent, inventory: KnownHost[]): Problem[] {
  const { provisioning } = networks;
  if (provisioning === undefined) return [];
  const { cidr, dhcp, gateway, pxe, discover } = provisioning;
  const range = rangeOf(cidr);
  const outside = (what: string[], address: string | undefined): Problem[] =>
    address === undefined || contains(range, address)
      ? []
      : [{ path: [...path, ...what], reason: `${address} is not in ${cidr}` }];

  const undercloud = hosts.find(({ roles }) => roles.includes('undercloud'));
  const own =
    provisioning.address ?? inventory.find(({ name }) => name === undercloud?.name)?.addresses.management;
  const unreachable: Problem[] =
    provisioning.address === undefined && own !== undefined && !contains(range, own)
      ? [
          {
            path: [...path, 'address'],
            reason: `is missing: the address ${own} of ${undercloud?.name} is not in ${cidr}`,
          },
        ]
      : outside(['address'], provisioning.address);

  return [
    ...unreachable,
    ...outside(['gateway'], gateway),
    ...outside(['dhcp', 'start'], dhcp?.start),
    ...outside(['dhcp', 'end'], dhcp?.end),
    ...(dhcp === undefined ? [] : rangeProblems(dhcp, { own, gateway })),
    ...(pxe && dhcp === undefined
      ? [{ path: [...path, 'pxe'], reason: 'needs dhcp, which tells machines what to boot' }]
      : []),
    ...(discover !== 'none' && !pxe
      ? [{ path: [...path, 'discover'], reason: 'needs pxe, by which machines come unannounced' }]
      : []),
  ];
}

function rangeProblems(
  { start, end }: { start: string; end: string },
  taken: { own: string | undefined; gateway: string | undefined },
): Problem[] {
  const at = [...path, 'dhcp'];
  const [first, last] = [addressNumber(start), addressNumber(end)];
  if (first > last) return [{ path: at, reason: `begins at ${start}, after its end ${end}` }];
  const within = (address: string | undefined, what: string): Problem[] =>
    address !== undefined && addressNumber(address) >= first && addressNumber(address) <= last
      ? [{ path: at, reason: `${start}–${end} has ${what} ${address} in it` }]
      : [];
  return [...within(taken.own, 'the undercloud itself,'), ...within(taken.gateway, 'the gateway')];
}
