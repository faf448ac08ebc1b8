import { between } from '@tuskar/lab/machines/seeded.ts';

/** Seconds, as servers and Ironic take for each, at the least and at the most. */
const durations = {
  verify: [1, 4],
  prepare: [5, 20],
  boot: [180, 420],
  look: [5, 25],
  step: [5, 30],
  erase: [60, 600],
  write: [60, 240],
  tearDown: [10, 40],
  power: [2, 6],
} as const satisfies Record<string, readonly [number, number]>;
export type Duration = keyof typeof durations;

/** What Ironic waits for an agent that never comes (callback timeouts), and for a BMC that never answers. */
export const agentTimeoutSeconds = 1800;
export const bmcTimeoutSeconds = 60;

/** How long something takes on one machine, in seconds: a pure function of the machine, of what, and of which time it is. */
export function secondsOf(what: Duration, ...key: (string | number)[]): number {
  const [low, high] = durations[what];
  return between(low, high, ...key, what);
}
