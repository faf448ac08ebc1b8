import type { MachineScan, ScanCandidate, ScanRange } from '@tuskar/contract/machine-scan.ts';
import { ago } from './time.ts';

function sampleCandidate(change: Partial<ScanCandidate> & Pick<ScanCandidate, 'address'>): ScanCandidate {
  return {
    state: 'new',
    machine: null,
    systemId: '/redfish/v1/Systems/1',
    vendor: 'Dell Inc.',
    model: 'PowerEdge R650',
    serial: null,
    macs: [],
    user: 'root',
    credential: 0,
    ...change,
  };
}

export const sampleCandidates: ScanCandidate[] = [
  sampleCandidate({ address: 'https://198.18.48.11', serial: '7KQ0101' }),
  sampleCandidate({ address: 'https://198.18.48.12', serial: '7KQ0102' }),
  sampleCandidate({ address: 'https://198.18.48.13', serial: '7KQ-001', state: 'known', machine: 'cmp-001' }),
  sampleCandidate({
    address: 'https://198.18.48.14',
    state: 'closed',
    systemId: null,
    vendor: null,
    model: null,
    user: null,
    credential: null,
  }),
];

export function sampleScanRanges(): ScanRange[] {
  return [
    {
      cidr: '198.18.48.0/24',
      note: 'The out-of-band network of room 2',
      createdBy: 'alma',
      createdAt: ago({ days: 20 }),
    },
  ];
}

export function sampleScans(): MachineScan[] {
  return [
    {
      id: 'op-scan-1',
      range: '198.18.48.0/24',
      requestedBy: 'oskar',
      createdAt: ago({ hours: 1 }),
      candidates: sampleCandidates,
    },
  ];
}
