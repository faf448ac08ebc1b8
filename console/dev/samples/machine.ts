import type { MachineDetail, MachineState } from '@tuskar/contract/machine.ts';
import { machineActionsOf, machineClocks } from '@tuskar/contract/machine-states.ts';
import { after, ago } from './time.ts';

const uuid = (index: number) => `0190f0d4-6f5e-7cc3-98c4-${String(index).padStart(12, '0')}`;

export function sampleMachine(change: Partial<MachineDetail> & Pick<MachineDetail, 'name'>): MachineDetail {
  const state: MachineState = change.state ?? 'ready';
  const { limitSeconds, waitsFor, nextAction } = machineClocks[state];
  const stateSince = change.stateSince ?? ago({ hours: 3 });
  const stateDeadline = limitSeconds === null ? null : after(stateSince, limitSeconds);
  return {
    id: uuid(Number(/\d+$/.exec(change.name)?.[0] ?? 0)),
    provider: 'ironic',
    simulated: false,
    manufacturer: 'Dell Inc.',
    model: 'PowerEdge R650',
    serial: `7KQ${change.name.toUpperCase().slice(-4)}`,
    class: 'compute-r650',
    site: 'ams1',
    location: 'room-2',
    rack: 'r12',
    unit: 7,
    face: 'front',
    depth: 'full',
    heightUnits: 1,
    powerWatts: 650,
    weightKg: null,
    state,
    stateReason: null,
    stateSince,
    stateDeadline,
    late: stateDeadline !== null && Date.parse(stateDeadline) < Date.now(),
    waitingFor: waitsFor,
    nextAction: change.failure?.remedy ?? nextAction,
    failure: null,
    operation: null,
    power: 'on',
    contact: 'reachable',
    contactReason: null,
    contactSince: ago({ days: 12 }),
    maintenance: null,
    summary: {
      processors: 2,
      cores: 64,
      processorModel: 'Intel Xeon Gold 6338',
      memoryMebibytes: 524_288,
      drives: 4,
      driveBytes: 15_363_023_929_344,
      nics: 4,
      accelerators: 0,
    },
    host: null,
    labels: { owner: 'platform' },
    createdAt: ago({ days: 12 }),
    updatedAt: ago({ hours: 3 }),
    bmc: {
      protocol: 'redfish',
      address: 'https://10.20.1.7',
      port: null,
      systemId: '/redfish/v1/Systems/System.Embedded.1',
      user: 'tuskar',
      verifyCa: false,
    },
    node: {
      node: uuid(1),
      provisionState: 'available',
      targetProvisionState: null,
      maintenance: false,
      fault: null,
      lastError: null,
      step: null,
      seenAt: ago({ minutes: 1 }),
    },
    actions: machineActionsOf(state),
    note: null,
    ...change,
  };
}

/** One of each kind: in use, burning in, quarantined with a bad disk, silent, late, and new. */
export function sampleMachines(): MachineDetail[] {
  return [
    sampleMachine({
      name: 'cmp-001',
      unit: 1,
      state: 'in-use',
      host: 'try-1',
      stateSince: ago({ days: 11 }),
    }),
    sampleMachine({
      name: 'cmp-002',
      unit: 2,
      state: 'burning-in',
      waitingFor: 'the disks: 3 of 4 are tested',
    }),
    sampleMachine({
      name: 'cmp-003',
      unit: 3,
      state: 'quarantined',
      stateReason: 'the disk S4YNX0R7 is slow',
      failure: {
        code: 'burn-in-failed',
        message: 'The disk S4YNX0R7 in bay 2 writes 212 MB/s; its 15 siblings write 1,940 MB/s.',
        remedy: 'Replace the disk S4YNX0R7 in bay 2, then inspect the machine and burn it in again.',
        step: 'disk',
        output: null,
        part: 'disk S4YNX0R7',
        at: ago({ hours: 3 }),
      },
      note: 'The supplier sends a disk on Thursday.',
    }),
    sampleMachine({
      name: 'cmp-004',
      unit: 4,
      contact: 'unreachable',
      contactReason: '10.20.1.10 did not answer within 10 s',
      contactSince: ago({ minutes: 40 }),
      power: 'unknown',
      maintenance: { by: 'oskar', reason: 'New BMC firmware', since: ago({ hours: 1 }), until: null },
    }),
    sampleMachine({
      name: 'sto-001',
      rack: 'r13',
      unit: 10,
      heightUnits: 2,
      class: null,
      state: 'enrolling',
      stateSince: ago({ hours: 5 }),
      summary: null,
      manufacturer: null,
      model: null,
      serial: null,
      node: null,
    }),
    sampleMachine({
      name: 'sto-002',
      rack: 'r13',
      unit: 12,
      heightUnits: 2,
      class: null,
      state: 'inspected',
      manufacturer: 'Supermicro',
      model: 'SSG-640SP-E1CR60',
    }),
  ];
}
