import { dellR650, dellR7625 } from './dell.ts';
import { hpeDl380 } from './hpe.ts';
import type { Profile } from './profile.ts';
import { supermicroGpu, supermicroStorage } from './supermicro.ts';

/** Profiles of the simulated fleet, each with its share of it. */
const fleet: readonly { profile: Profile; share: number }[] = [
  { profile: dellR650, share: 0.45 },
  { profile: dellR7625, share: 0.2 },
  { profile: hpeDl380, share: 0.15 },
  { profile: supermicroStorage, share: 0.15 },
  { profile: supermicroGpu, share: 0.05 },
];

export const profiles: readonly Profile[] = fleet.map(({ profile }) => profile);

/** The profile at a place, from 0 up to 1, in the fleet's mix. */
export function profileAt(place: number): Profile {
  let upTo = 0;
  for (const { profile, share } of fleet) {
    upTo += share;
    if (place < upTo) return profile;
  }
  return supermicroGpu;
}
