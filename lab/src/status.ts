import type { LabHost, LabStatus } from './keeper/protocol.ts';
import { hostAddresses, networks } from './network-plan.ts';
import { isAlive, leaderOf } from './process.ts';
import type { HostRecord, LabState } from './state/schema.ts';

/** What is true now: the record of what was done, held against the processes that live. */
export function labStatus(state: Readonly<LabState>): LabStatus {
  return {
    state: state.phase,
    networks: networks.map(({ name, cidr, bridge }) => ({ name, cidr, bridge })),
    hosts: Object.entries(state.hosts)
      .map(([name, record]) => hostStatus(name, record))
      .sort((a, b) => a.index - b.index),
    kvm: state.kvm ?? { state: 'unknown', reason: 'Not tried yet; it is when the lab comes up.' },
  };
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
