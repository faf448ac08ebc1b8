import type { Intent } from '@tuskar/contract/intent.ts';
import type { KnownHost } from '../inventory.ts';
import { addressNumber, contains, hasHostBits, overlap, rangeOf } from './ipv4.ts';
import { didYouMean } from './nearest.ts';
import type { Problem } from './problem.ts';

const networkNames = ['management', 'tunnel', 'external'] as const;

function rangeProblems({ networks }: Intent): Problem[] {
  return networkNames.flatMap((name, index) => {
    const { cidr } = networks[name];
    const path = ['networks', name, 'cidr'];
    const others = networkNames
      .slice(0, index)
      .filter((other) => overlap(rangeOf(cidr), rangeOf(networks[other].cidr)))
      .map((other) => ({ path, reason: `overlaps ${other} network ${networks[other].cidr}` }));
    const bits = hasHostBits(cidr)
      ? [{ path, reason: `${cidr} is an address in a network, not a network` }]
      : [];
    return [...bits, ...others];
  });
}

function externalProblems({ networks: { external } }: Intent): Problem[] {
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
  return hosts.some((host) => host.roles.includes('controller'))
    ? []
    : [
        {
          path: ['hosts'],
          reason: 'no host has the role controller, which carries the APIs and the databases',
        },
      ];
}

/** What a schema cannot see: networks that overlap, hosts that are not there, roles that cannot work. */
export function checkIntent(intent: Intent, inventory: KnownHost[]): Problem[] {
  return [
    ...hostProblems(intent, inventory),
    ...roleProblems(intent),
    ...rangeProblems(intent),
    ...externalProblems(intent),
  ];
}
