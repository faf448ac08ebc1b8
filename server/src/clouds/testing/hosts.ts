import type { KnownHost } from '../inventory.ts';

/** Host number `index` of a lab, as the inventory knows it. */
export function knownHost(name: string, index: number, facts: Partial<KnownHost> = {}): KnownHost {
  const last = (second: number) => `198.18.${second + Math.floor((10 + index) / 256)}.${(10 + index) % 256}`;
  return {
    name,
    addresses: { management: last(0), tunnel: last(16) },
    datapath: 'userspace',
    virtualization: 'qemu',
    cpus: 2,
    memoryMiB: 8192,
    image: 'host-0123456789ab',
    cloud: null,
    target: { name, address: last(0), sshUser: 'root', hostKey: 'ssh-ed25519 AAAA' },
    ...facts,
  };
}
