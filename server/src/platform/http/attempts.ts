export type AttemptsOptions = {
  /** Refusals within `windowSeconds` after which the next try is not looked at. */
  limit: number;
  windowSeconds: number;
  now?: () => number;
};

export type Attempts = {
  /** Seconds until a key may try again; 0: now. */
  waitSeconds: (key: string) => number;
  refused: (key: string) => void;
  forget: (key: string) => void;
};

/** Past this many keys the oldest are dropped, so that a flood of made-up names costs bounded memory. */
const maxKeys = 10_000;

/** Counts refused tries by name or address. It lives in this process: with n API processes a guesser has n times the tries. */
export function createAttempts({ limit, windowSeconds, now = Date.now }: AttemptsOptions): Attempts {
  const windows = new Map<string, { refusals: number; endsAt: number }>();

  function current(key: string) {
    const window = windows.get(key);
    if (window !== undefined && window.endsAt <= now()) {
      windows.delete(key);
      return undefined;
    }
    return window;
  }

  return {
    waitSeconds: (key) => {
      const window = current(key);
      return window === undefined || window.refusals < limit ? 0 : Math.ceil((window.endsAt - now()) / 1000);
    },
    refused: (key) => {
      const window = current(key);
      if (window !== undefined) {
        window.refusals += 1;
        return;
      }
      windows.set(key, { refusals: 1, endsAt: now() + windowSeconds * 1000 });
      const [oldest] = windows.keys();
      if (windows.size > maxKeys && oldest !== undefined) windows.delete(oldest);
    },
    forget: (key) => windows.delete(key),
  };
}
