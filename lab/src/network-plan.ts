/** RFC 2544 keeps this range for benchmarks, so that no site routes it. */
export const labRange = '198.18.0.0/15';
export const namespace = 'tuskar-lab';

/** The machine's way into the lab: one veth, its other end inside the namespace. */
export const machineLink = {
  name: 'tuskar0',
  peer: 'machine0',
  address: '198.19.255.254',
  prefix: 15,
} as const;

export type LabNetwork = {
  name: 'management' | 'tunnel' | 'external';
  cidr: string;
  bridge: string;
  /** Of the bridge. Fixed: it would else be one of its ports', and change with them. */
  mac: string;
  /** Address of the bridge itself, with prefix; none where the lab does not route. */
  gateway: string | null;
  mtu: number;
  /** What the host's NIC on this network is called inside the host. */
  nic: string;
};

export const networks: readonly [LabNetwork, LabNetwork, LabNetwork] = [
  {
    name: 'management',
    cidr: '198.18.0.0/20',
    bridge: 'br-mgmt',
    mac: '02:54:4b:ff:00:00',
    gateway: '198.18.0.1/20',
    mtu: 1500,
    nic: 'host0',
  },
  // 1600 leaves room for Geneve around a guest's 1500.
  {
    name: 'tunnel',
    cidr: '198.18.16.0/20',
    bridge: 'br-tun',
    mac: '02:54:4b:ff:01:00',
    gateway: null,
    mtu: 1600,
    nic: 'tun0',
  },
  {
    name: 'external',
    cidr: '198.18.32.0/20',
    bridge: 'br-ext',
    mac: '02:54:4b:ff:02:00',
    gateway: '198.18.32.1/20',
    mtu: 1500,
    nic: 'ext0',
  },
];

/**
 * Where BMCs answer: addresses of no interface, which all belong to one process in the lab's namespace. That makes one more no
 * work, and ten thousand no more than one.
 */
export const outOfBand = {
  machines: { name: 'out-of-band', cidr: '198.18.48.0/20' },
  /** As far as `simulatedAddress` counts. */
  simulated: { name: 'simulated out-of-band', cidr: '198.19.0.0/17' },
} as const;

export const machineIndexes = { first: 1, last: 32 } as const;
export const bmcAddress = (index: number): string => `198.18.48.${index}`;

/** The virtual cables of a machine's NICs, in their order. */
export const machineCables = (index: number, nics: number): string[] =>
  Array.from({ length: nics }, (_, position) => `m${index}-nic${position}`);

export const hostIndexes = { first: 1, last: 200 } as const;

export type HostAddresses = { management: string; tunnel: string; external: null };

export function hostAddresses(index: number): HostAddresses {
  return { management: `198.18.0.${10 + index}`, tunnel: `198.18.16.${10 + index}`, external: null };
}

export type HostLink = { outside: string; inside: string; bridge: string; mtu: number; mac: string };

/** The three virtual cables of a host. Fixed MAC addresses keep neighbours' ARP caches right over a reboot. */
export function hostLinks(index: number): HostLink[] {
  return networks.map((network, position) => ({
    outside: `h${index}-${network.nic}`,
    inside: network.nic,
    bridge: network.bridge,
    mtu: network.mtu,
    mac: `02:54:4b:00:0${position}:${index.toString(16).padStart(2, '0')}`,
  }));
}
