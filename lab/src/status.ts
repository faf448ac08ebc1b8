import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { TuskarError } from '@tuskar/contract/error.ts';
import { type Directories, imageDirectory } from './directories.ts';
import type { LabHost, LabStatus, MachinePlace } from './keeper/protocol.ts';
import { bmcAddress, hostAddresses, networks, outOfBand } from './network-plan.ts';
import { isAlive, leaderOf } from './process.ts';
import type { HostRecord, LabState } from './state/schema.ts';

/** What is true now: the record of what was done, held against the processes that live. */
export function labStatus(state: Readonly<LabState>): LabStatus {
  return {
    state: state.phase,
    networks: [
      ...networks.map(({ name, cidr, bridge }) => ({ name, cidr, bridge })),
      ...Object.values(outOfBand).map((network) => ({ ...network, bridge: null })),
    ],
    hosts: Object.entries(state.hosts)
      .map(([name, record]) => hostStatus(name, record))
      .sort((a, b) => a.index - b.index),
    machines: machinePlaces(state),
    simulated: state.simulated,
    kvm: state.kvm ?? { state: 'unknown', reason: 'Not tried yet; it is when the lab comes up.' },
  };
}

export function machinePlaces({ machines }: Readonly<LabState>): MachinePlace[] {
  return Object.entries(machines)
    .map(([name, { index, size }]) => ({ name, index, size, address: bmcAddress(index) }))
    .sort((a, b) => a.index - b.index);
}

export function requireImage(directories: Directories, image: string): void {
  if (existsSync(join(imageDirectory(directories, image), 'rootfs', 'usr'))) return;
  throw new TuskarError('image-not-found', `There is no image ${image}.`, { context: { image } });
}

export function hostStatus(name: string, record: Readonly<HostRecord>): LabHost {
  const { index, hostKey, image, since, process } = record;
  const alive = process !== null && isAlive(process);
  return {
    name,
    index,
    state: alive ? (record.ready ? 'running' : 'booting') : 'stopped',
    addresses: hostAddresses(index),
    hostKey,
    image,
    since,
    leaderPid: process === null ? null : (leaderOf(process) ?? null),
  };
}
