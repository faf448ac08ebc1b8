import type { Undercloud, UndercloudReport } from '@tuskar/contract/undercloud.ts';
import { agentImageId, olderAgentImageId } from './image.ts';
import { ago } from './time.ts';

export const sampleReport: UndercloudReport = {
  microversions: { oldest: '1.1', newest: '1.99', used: '1.95' },
  conductors: [{ name: 'under-1', alive: true }],
  drivers: ['ipmi', 'redfish'],
  nodes: 5,
  lacks: [],
};

export function sampleUndercloud(change: Partial<Undercloud> = {}): Undercloud {
  return {
    kind: 'managed',
    cloud: 'try',
    url: 'https://198.18.0.12:6385',
    auth: 'http-basic',
    user: 'tuskar',
    keystone: null,
    state: 'connected',
    stateReason: null,
    stateSince: ago({ hours: 4 }),
    report: sampleReport,
    checkedAt: ago({ seconds: 8 }),
    agent: {
      state: 'older',
      image: olderAgentImageId,
      newest: agentImageId,
      nextAction: 'tuskar undercloud equip --wait',
      seenAt: ago({ seconds: 40 }),
    },
    ...change,
  };
}

/** Somebody else's, which is old and does not answer now. */
export function silentUndercloud(): Undercloud {
  return sampleUndercloud({
    kind: 'external',
    cloud: null,
    url: 'https://ironic.example:6385',
    state: 'unreachable',
    stateReason: 'ironic.example:6385 did not answer within 10 s.',
    stateSince: ago({ minutes: 7 }),
    checkedAt: ago({ minutes: 7 }),
    agent: null,
    report: {
      ...sampleReport,
      microversions: { oldest: '1.1', newest: '1.80', used: '1.80' },
      conductors: [
        { name: 'ctl-1', alive: true },
        { name: 'ctl-2', alive: false },
      ],
      lacks: [
        {
          what: 'version 1.89 of the API',
          means: 'virtual media cannot be attached to a machine by hand',
          remedy: 'Bring it to OpenStack 2024.1 or later.',
        },
      ],
    },
  });
}
