/** Lets so many in at once; the others wait, first come first served. */
export type Turnstile = {
  /** Resolves with the way out. Rejects with the signal's reason. */
  enter: (signal: AbortSignal) => Promise<() => void>;
};

export function createTurnstile(places: number): Turnstile {
  let free = places;
  const waiting = new Set<() => void>();

  function leaveOnce(): () => void {
    let inside = true;
    return () => {
      if (!inside) return;
      inside = false;
      const [next] = waiting;
      if (next === undefined) {
        free += 1;
        return;
      }
      waiting.delete(next);
      next();
    };
  }

  return {
    enter: async (signal) => {
      signal.throwIfAborted();
      if (free > 0) {
        free -= 1;
        return leaveOnce();
      }
      return await new Promise((resolve, reject) => {
        const go = () => {
          signal.removeEventListener('abort', giveUp);
          resolve(leaveOnce());
        };
        const giveUp = () => {
          waiting.delete(go);
          reject(signal.reason as Error);
        };
        signal.addEventListener('abort', giveUp, { once: true });
        waiting.add(go);
      });
    },
  };
}
