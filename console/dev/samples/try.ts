import type { WorldState } from '../world-state.ts';
import { sampleProfiles } from './burn-in.ts';
import { sampleSigningKeys } from './certificate.ts';
import { sampleAudit } from './audit.ts';
import { sampleBlueprint, sampleDiff } from './blueprint.ts';
import { sampleCloud } from './cloud.ts';
import { sampleHost } from './host.ts';
import { imageId, sampleAgentImages, sampleImage } from './image.ts';
import { deploySteps, sampleLog, sampleOperation, sampleStep } from './operation.ts';
import { sampleLabMachines } from './lab-machine.ts';
import { sampleScanRanges, sampleScans } from './scan.ts';
import { sampleUndercloud } from './undercloud.ts';
import { sampleUsers } from './people.ts';
import { ago } from './time.ts';
import { failedTempest, passedAcceptance } from './verification.ts';

/** What `tuskar try` leaves behind, and a change that waits for somebody to read it. */
export function tryWorld(): WorldState {
  const operations = [
    sampleOperation({
      id: 'op-scan-1',
      title: 'Look for BMCs in 198.18.48.0/24',
      kind: 'machine-scan.run',
      subject: { type: 'operation', name: 'op-scan-1' },
      createdAt: ago({ hours: 1 }),
    }),
    sampleOperation({
      id: 'op-0003',
      title: 'Verify the cloud try',
      kind: 'cloud.verify',
      createdAt: ago({ hours: 3 }),
      stepList: [
        sampleStep({ name: 'acceptance', title: 'Acceptance', state: 'done', startedAt: ago({ hours: 3 }) }),
      ],
    }),
    sampleOperation({
      id: 'op-0002',
      title: 'Execute blueprint bp-0001 on try',
      stepList: deploySteps(['try-1'], ago({ hours: 4, minutes: 2 })),
    }),
    sampleOperation({
      id: 'op-0001',
      title: 'Build the host image',
      kind: 'image.build',
      subject: { type: 'image', name: imageId },
      createdAt: ago({ days: 2 }),
    }),
  ];
  return {
    clouds: [sampleCloud({ proposedBlueprint: 'bp-0002' })],
    blueprints: [
      sampleBlueprint({
        id: 'bp-0002',
        parent: 'bp-0001',
        state: 'proposed',
        createdAt: ago({ minutes: 12 }),
        approvedAt: null,
        approvedBy: null,
        executedBy: null,
        summary: {
          hosts: 1,
          hostsChanged: 1,
          changes: 4,
          impact: 'api-gap',
          restarts: 3,
          apiGap: ['compute'],
        },
      }),
      sampleBlueprint({ id: 'bp-0001', approvalReason: 'First deploy' }),
    ],
    diffs: [sampleDiff('bp-0002'), { ...sampleDiff('bp-0001'), parent: null }],
    verifications: [failedTempest(), passedAcceptance()],
    hosts: [sampleHost({ name: 'try-1' })],
    machines: [],
    incidents: [],
    certificates: [],
    signingKeys: sampleSigningKeys(),
    burnIns: [],
    profiles: sampleProfiles(),
    classes: [],
    proposals: [],
    deviations: [],
    undercloud: sampleUndercloud(),
    unclaimed: [
      {
        node: '6a1f2c3d-0b57-4c0e-9a83-2f0a5d7b1c77',
        name: null,
        provisionState: 'enroll',
        power: 'unknown',
        found: {
          manufacturer: 'Dell Inc.',
          model: 'PowerEdge R650',
          serial: '7QK2N93',
          memoryMebibytes: 262_144,
          macs: ['06:71:00:00:01:08', '06:71:00:00:01:09'],
          bmcAddress: '198.18.48.77',
        },
      },
    ],
    scanRanges: sampleScanRanges(),
    scans: sampleScans(),
    images: [...sampleAgentImages(), sampleImage()],
    lab: {
      state: 'up',
      reason: null,
      kvm: 'absent',
      networks: [
        { name: 'management', cidr: '198.18.0.0/20' },
        { name: 'tunnel', cidr: '198.18.16.0/20' },
        { name: 'external', cidr: '198.18.32.0/20' },
      ],
      machines: sampleLabMachines().map(({ name, bmcAddress }) => ({ name, bmcAddress })),
      simulated: { count: 200, seed: 1 },
      hosts: [
        {
          name: 'try-1',
          index: 1,
          state: 'running',
          image: imageId,
          addresses: { management: '198.18.0.11', tunnel: '198.18.16.11' },
          since: ago({ hours: 5 }),
        },
      ],
    },
    labMachines: sampleLabMachines(),
    operations,
    logs: new Map(operations.map((operation) => [operation.id, sampleLog(operation)])),
    users: sampleUsers(),
    tokens: [
      {
        id: '7d1f',
        user: 'alma',
        description: 'nightly verification',
        permissions: ['cloud.read', 'cloud.operate'],
        createdAt: ago({ days: 9 }),
        expiresAt: ago({ days: -81 }),
        lastUsedAt: ago({ hours: 6 }),
      },
    ],
    audit: sampleAudit(40),
  };
}
