export type Turns = {
  /** Resolves when a turn that began after the call has ended. */
  next: () => Promise<void>;
  /** Resolves when the turns that were asked for have ended. */
  idle: () => Promise<void>;
};

/** Does work one turn at a time; however often it is asked for during a turn, one more follows. */
export function createTurns(work: () => Promise<void>): Turns {
  let current: Promise<void> | undefined;
  let following: Promise<void> | undefined;

  const begin = async (): Promise<void> => {
    try {
      await work();
    } finally {
      current = undefined;
    }
  };
  const follow = async (last: Promise<void>): Promise<void> => {
    await last.catch(() => undefined);
    following = undefined;
    await next();
  };
  const next = (): Promise<void> => {
    if (current !== undefined) return (following ??= follow(current));
    current = begin();
    return current;
  };
  return { next, idle: async () => following ?? current };
}
