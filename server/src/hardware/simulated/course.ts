import type { NodeStep, ProvisionState } from '../bare-metal.ts';

/** What a node is from a moment on. */
export type Phase = {
  /** Milliseconds since 1970. */
  at: number;
  state: ProvisionState;
  /** When it came into its provision state: not each phase is another state. */
  since: number;
  target: ProvisionState | null;
  step: { interface: string; name: string } | null;
  power: 'on' | 'off';
  lastError: string | null;
  /** What the service stopped at: with it goes the maintenance that the service sets. */
  fault: string | null;
};

/** Phases in the order of their moments; the last one stays. */
export type Course = [Phase, ...Phase[]];

export function newCourse(now: number): Course {
  return [
    {
      at: now,
      state: 'enroll',
      since: now,
      target: null,
      step: null,
      power: 'off',
      lastError: null,
      fault: null,
    },
  ];
}

/** The phase that a course is in; before its first moment, which clocks of two machines can make, its first. */
export function phaseAt(course: Course, now: number): Phase {
  return course.findLast(({ at }) => at <= now) ?? course[0];
}

export type Stretch = {
  state: ProvisionState;
  seconds: number;
  step?: NodeStep;
  power?: 'on' | 'off';
};

export type End = { state: ProvisionState; power?: 'on' | 'off'; lastError?: string; fault?: string };

/**
 * The course of one piece of work: from where the node is now through stretches of time to an end.
 *
 * @param options.pace how long things take beside real ones: 1 as long, 0 no time.
 */
export function courseOf(
  from: Phase,
  {
    now,
    pace,
    target,
    stretches,
    end,
  }: {
    now: number;
    pace: number;
    target: ProvisionState | null;
    stretches: Stretch[];
    end: End;
  },
): Course {
  const course: Course = [from];
  let at = now;
  // A state that begins later than the last one did: that is how one tells that something has happened.
  const began = () => Math.max(at, (course.at(-1) ?? from).since + 1);
  for (const { state, seconds, step, power } of stretches) {
    const before = course.at(-1) ?? from;
    course.push({
      at,
      state,
      since: before.state === state && before !== from ? before.since : began(),
      target,
      step: step === undefined ? null : { interface: step.interface, name: step.step },
      power: power ?? before.power,
      lastError: null,
      fault: null,
    });
    at += Math.round(seconds * 1000 * pace);
  }
  const before = course.at(-1) ?? from;
  course.push({
    at,
    state: end.state,
    since: began(),
    target: end.lastError === undefined ? null : target,
    step: null,
    power: end.power ?? before.power,
    lastError: end.lastError ?? null,
    fault: end.fault ?? null,
  });
  return course;
}
