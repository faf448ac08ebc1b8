import { isAlive } from './process.ts';
import type { LabState } from './state/schema.ts';

/** Hosts whose boot was begun, or only intended, and not seen to end. */
export function unfinishedHosts(state: Readonly<LabState>): string[] {
  return Object.entries(state.hosts)
    .filter(([, host]) => host.wanted === 'running' && !host.ready)
    .map(([name]) => name);
}

/** Hosts whose process ended though nobody asked for it: switched off from inside, or killed. */
export function deadHosts(state: Readonly<LabState>): string[] {
  return Object.entries(state.hosts)
    .filter(
      ([, host]) =>
        host.wanted === 'running' && host.ready && (host.process === null || !isAlive(host.process)),
    )
    .map(([name]) => name);
}
