import type { WorldState } from '../world-state.ts';
import { sampleProfiles } from './burn-in.ts';
import { sampleSigningKeys } from './certificate.ts';
import { sampleUsers } from './people.ts';

/** The first minute: nothing has been asked for yet. */
export function emptyWorld(): WorldState {
  return {
    clouds: [],
    blueprints: [],
    diffs: [],
    verifications: [],
    hosts: [],
    machines: [],
    incidents: [],
    certificates: [],
    signingKeys: sampleSigningKeys(),
    burnIns: [],
    profiles: sampleProfiles(),
    classes: [],
    proposals: [],
    deviations: [],
    undercloud: null,
    unclaimed: [],
    scanRanges: [],
    scans: [],
    images: [],
    lab: {
      state: 'down',
      reason: null,
      kvm: 'unknown',
      networks: [],
      hosts: [],
      machines: [],
      simulated: { count: 0, seed: 0 },
    },
    labMachines: [],
    operations: [],
    logs: new Map(),
    users: sampleUsers(),
    tokens: [],
    audit: [],
  };
}
