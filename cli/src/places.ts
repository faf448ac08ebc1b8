import { join } from 'node:path';

/** Where Tuskar keeps things on this machine. */
export type Places = { root: string; state: string; cache: string; run: string; log: string };

export function placesOf(env: Record<string, string | undefined>): Places {
  const state = env['TUSKAR_STATE_DIR'] ?? '/var/lib/tuskar';
  return {
    root: env['TUSKAR_ROOT'] ?? join(import.meta.dirname, '../..'),
    state,
    cache: env['TUSKAR_CACHE_DIR'] ?? '/var/cache/tuskar',
    run: env['TUSKAR_RUN_DIR'] ?? '/run/tuskar',
    log: join(state, 'log'),
  };
}

/** Where the API listens, as 'host:port'. */
export function listenAddress(env: Record<string, string | undefined>): string {
  return env['TUSKAR_LISTEN'] ?? '127.0.0.1:8443';
}
