import { readFileSync, writeFileSync } from 'node:fs';
import type { NetworkRecord } from './state/schema.ts';

/** The lab's only setting outside its namespaces: systemd on every host takes inotify instances of the one root user. */
const path = '/proc/sys/fs/inotify/max_user_instances';
const enough = 8192;

type Limit = NetworkRecord['inotifyInstances'];

const current = (): number => Number(readFileSync(path, 'utf8'));

/** What raising the limit would change; to be recorded before it is raised. */
export function inotifyPlan(): Limit {
  const before = current();
  return before >= enough ? null : { before, set: enough };
}

export function raiseInotify(limit: Limit): void {
  if (limit) writeFileSync(path, String(limit.set));
}

/** Puts the old value back, unless somebody else has set another one since. */
export function restoreInotify(limit: Limit): void {
  if (limit && current() === limit.set) writeFileSync(path, String(limit.before));
}
