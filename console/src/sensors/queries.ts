import { query } from '../api/query.ts';

/** As often as the watcher may have read something new; readings are no events. */
const readAgainMs = 60_000;

export function sensorsQuery(name: string) {
  return { ...query('machine.sensors', { params: { name } }), refetchInterval: readAgainMs };
}
