import { setTimeout as pause } from 'node:timers/promises';

export type Turns = {
  /** Resolves when a turn that began after the call has ended. */
  next: () => Promise<void>;
  /** Resolves when the turns that were asked for have ended. */
  idle: () => Promise<void>;
};

/**
 * Does work one turn at a time; however often it is asked for during a turn, one more follows.
 *
 * @param options.apartMs between the beginnings of two turns, at least; what is asked for meanwhile shares the later one.
 */
export function createTurns(
  work: () => Promise<void>,
  { apartMs = () => 0 }: { apartMs?: () => number } = {},
): Turns {
  let current: Promise<void> | undefined;
  let following: Promise<void> | undefined;
  let begunAt = Number.NEGATIVE_INFINITY;

  const left = () => {
    const milliseconds = begunAt + apartMs() - performance.now();
    // Shorter than a timer can wait it is not worth one.
    return milliseconds < 1 ? 0 : Math.ceil(milliseconds);
  };
  const run = async (): Promise<void> => {
    begunAt = performance.now();
    try {
      await work();
    } finally {
      current = undefined;
    }
  };
  const begin = (): Promise<void> => {
    current = run();
    return current;
  };
  const follow = async (): Promise<void> => {
    await current?.catch(() => undefined);
    if (left() > 0) await pause(left(), undefined, { ref: false });
    following = undefined;
    await begin();
  };
  const next = (): Promise<void> => {
    if (following !== undefined) return following;
    if (current === undefined && left() === 0) return begin();
    following = follow();
    return following;
  };
  return { next, idle: async () => following ?? current };
}
