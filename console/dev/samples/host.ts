import type { Host } from '@tuskar/contract/host.ts';
import { imageId } from './image.ts';
import { ago } from './time.ts';

export function sampleHost(change: Partial<Host> & Pick<Host, 'name'>): Host {
  return {
    source: 'lab',
    address: '198.18.0.11',
    sshUser: 'root',
    hostKey: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ8PqZr0mvV3oO3Q7c1sB2Jm9x0d1e2f3a4b5c6d7e8f',
    image: imageId,
    cloud: 'try',
    roles: ['controller', 'network', 'compute'],
    state: 'reachable',
    stateReason: null,
    stateSince: ago({ hours: 5 }),
    convergedTo: 'bp-0001',
    convergedAt: ago({ hours: 4 }),
    drift: 0,
    createdAt: ago({ hours: 5 }),
    ...change,
  };
}
