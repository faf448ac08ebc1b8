import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** They change by themselves: counters, random numbers, limits that the kernel adjusts. */
const restless = [
  /^fs\/(dentry-state|file-nr|inode-nr|inode-state|aio-nr|quota\/)/,
  /^kernel\/(ns_last_pid|pty\/nr|random\/|perf_event_max_sample_rate|tainted|sched_domain\/|hung_task_detect_count)/,
  /^kernel\/(cad_pid|dmesg|printk)/,
  /^net\/netfilter\/nf_conntrack_count$/,
  /^vm\/stat_refresh$/,
];

/** Every setting of the kernel that can be read, as 'name = value', of the machine's own namespaces. */
export function readSysctls(root = '/proc/sys', path = ''): string[] {
  return readdirSync(join(root, path), { withFileTypes: true }).flatMap((entry) => {
    const name = path === '' ? entry.name : `${path}/${entry.name}`;
    if (restless.some((pattern) => pattern.test(name))) return [];
    return entry.isDirectory() ? readSysctls(root, name) : readOne(root, name);
  });
}

function readOne(root: string, name: string): string[] {
  const file = join(root, name);
  try {
    const readable = (statSync(file).mode & 0o400) !== 0;
    return readable ? [`${name} = ${readFileSync(file, 'utf8').trim()}`] : [];
  } catch {
    // Some refuse to be read until they are set.
    return [];
  }
}
