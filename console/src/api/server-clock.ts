/**
 * A laptop's clock may be minutes off; elapsed times are against the server's. The Date header has whole seconds, so a
 * smaller difference than this says nothing.
 */
const significantMs = 2_000;

let offsetMs = 0;

export function observeServerTime(dateHeader: string | null, localNow = Date.now()): void {
  const server = Date.parse(dateHeader ?? '');
  if (Number.isNaN(server)) return;
  const difference = server - localNow;
  offsetMs = Math.abs(difference) > significantMs ? difference : 0;
}

/** Milliseconds since the epoch, by the server's clock. */
export function serverNow(localNow = Date.now()): number {
  return localNow + offsetMs;
}
