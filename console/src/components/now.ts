import { useSyncExternalStore } from 'react';
import { serverNow } from '../api/server-clock.ts';

/** One timer for every clock on the page; it stands while none is shown. */
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let current = serverNow();

function tick(): void {
  current = serverNow();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    current = serverNow();
    timer = setInterval(tick, 1_000);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) clearInterval(timer);
  };
}

/** The server's time in milliseconds since the epoch, anew each second. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => current);
}
