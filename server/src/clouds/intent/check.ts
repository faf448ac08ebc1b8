import type { Intent } from '@tuskar/contract/intent.ts';
import type { KnownHost } from '../inventory.ts';
import { addressNumber, contains, hasHostBits, overlap, rangeOf } from './ipv4.ts';
import { didYouMean } from './nearest.ts';
import type { Problem } from './problem.ts';
import { provisioningProblems } from './provisioning.ts';

const networkNames = ['management', 'tunnel', 'external', 'provisioning'] as const;

/** Machines may boot over the management network itself: all other networks are apart. */
function mayOverlap(one: string, other: string, { networks }: Intent): boolean {
  return (
    one === 'provisioning' &&
    other === 'management' &&
    networks.provisioning?.cidr === networks.management.cidr
  );
}

function rangeProblems(intent: Intent): Problem[] {
  const { networks } = intent;
  return networkNames.flatMap((name, index) => {
    const cidr = networks[name]?.cidr;
    if (cidr === undefined) return [];
    const path = ['networks', name, 'cidr'];
    const others = networkNames.slice(0, index).flatMap((other) => {
      const its = networks[other]?.cidr;
      if (its === undefined || !overlap(rangeOf(cidr), rangeOf(its)) || mayOverlap(name, other, intent))
        return [];
      return [{ path, reason: `overlaps ${other} network ${its}` }];
    });
    const bits = hasHostBits(cidr)
      ? [{ path, reason: `${cidr} is an address in a network, not a network` }]
      : [];
    return [...bits, ...others];
  });
}

/** Networks that the roles of the hosts need, and the intent does not have. */
function missingNetworks({ hosts, networks }: Intent): Problem[] {
  const openstack = hosts.find(({ roles }) =>
    roles.some((role) => role !== 'undercloud' && role !== 'monitor'),
  );
  const undercloud = hosts.find(({ roles }) => roles.includes('undercloud'));
  const missing = (name: 'tunnel' | 'external' | 'provisioning', host: Intent['hosts'][number]) =>
    networks[name] === undefined
      ? [
          {
            path: ['networks', name],
            reason: `is missing: the host ${host.name} with the role ${host.roles.join(', ')} needs it`,
          },
        ]
      : [];
  return [
    ...(openstack === undefined ? [] : [...missing('tunnel', openstack), ...missing('external', openstack)]),
    ...(undercloud === undefined ? [] : missing('provisioning', undercloud)),
  ];
}

function externalProblems({ networks: { external } }: Intent): Problem[] {
  if (external === undefined) return [];
  const range = rangeOf(external.cidr);
  const path = ['networks', 'external'];
  const outside = (what: string[], address: string): Problem[] =>
    contains(range, address)
      ? []
      : [{ path: [...path, ...what], reason: `${address} is not in ${external.cidr}` }];
  const { start, end } = external.pool;
  const [first, last, gateway] = [start, end, external.gateway].map(addressNumber) as [
    number,
    number,
    number,
  ];
  return [
    ...outside(['gateway'], external.gateway),
    ...outside(['pool', 'start'], start),
    ...outside(['pool', 'end'], end),
    ...(first > last
      ? [{ path: [...path, 'pool'], reason: `begins at ${start}, after its end ${end}` }]
      : []),
    ...(gateway >= first && gateway <= last
      ? [{ path: [...path, 'gateway'], reason: `${external.gateway} is in the pool ${start}–${end}` }]
      : []),
  ];
}

function hostProblems(intent: Intent, inventory: KnownHost[]): Problem[] {
  const known = new Map(inventory.map((host) => [host.name, host]));
  const names = intent.hosts.map((host) => host.name);
  return intent.hosts.flatMap(({ name, roles }, index): Problem[] => {
    const path = ['hosts', index, 'name'];
    const host = known.get(name);
    const place = rangeOf(intent.networks.management.cidr);
    return [
      ...(host === undefined ? [{ path, reason: `no host '${name}'${didYouMean(name, known.keys())}` }] : []),
      ...(host?.cloud != null && host.cloud !== intent.name
        ? [{ path, reason: `host '${name}' is used by the cloud ${host.cloud}` }]
        : []),
      ...(host !== undefined && !contains(place, host.addresses.management)
        ? [{ path, reason: `its address ${host.addresses.management} is not in the management network` }]
        : []),
      ...(names.indexOf(name) < index ? [{ path, reason: `host '${name}' is named twice` }] : []),
      ...(new Set(roles).size < roles.length
        ? [{ path: ['hosts', index, 'roles'], reason: 'a role is named twice' }]
        : []),
    ];
  });
}

function roleProblems({ hosts }: Intent): Problem[] {
  const roles = new Set(hosts.flatMap((host) => host.roles));
  const ofOpenstack = ['compute', 'network', 'storage'] as const;
  const wants = ofOpenstack.find((role) => roles.has(role));
  const underclouds = hosts.filter((host) => host.roles.includes('undercloud'));
  return [
    ...(roles.has('controller') || (wants === undefined && roles.has('undercloud'))
      ? []
      : [
          {
            path: ['hosts'],
            reason: 'no host has the role controller, which carries the APIs and the databases',
          },
        ]),
    ...(underclouds.length > 1
      ? [
          {
            path: ['hosts'],
            reason: `only one host can have the role undercloud, not ${underclouds.map(({ name }) => name).join(' and ')}`,
          },
        ]
      : []),
  ];
}

/** What a schema cannot see: networks that overlap, hosts that are not there, roles that cannot work. */
export function checkIntent(intent: Intent, inventory: KnownHost[]): Problem[] {
  return [
    ...hostProblems(intent, inventory),
    ...roleProblems(intent),
    ...rangeProblems(intent),
    ...externalProblems(intent),
    ...missingNetworks(intent),
    ...provisioningProblems(intent, inventory),
  ];
}
