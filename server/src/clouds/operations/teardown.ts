import type { Item } from '@tuskar/contract/part.ts';
import type { CompiledHost } from '../compile/compiled.ts';
import { madePath, stopId, stopItem, unitsOf } from './removed-items.ts';

/** Services of a host, the last to be started first. */
function servicesOf(host: CompiledHost): string[] {
  return [...new Set(host.items.map((entry) => entry.service))].toReversed();
}

function emptyDirectory(path: string, after: string[]): Item {
  const directory = path.slice(0, -'/*'.length);
  return {
    kind: 'command',
    id: `empty:${directory}`,
    title: `Empty ${directory}`,
    argv: ['find', directory, '-mindepth', '1', '-delete'],
    guard: { succeeds: ['sh', '-c', 'test -z "$(ls -A "$1" 2>/dev/null)"', 'sh', directory] },
    after,
    timeoutSeconds: 600,
  };
}

function removePath(path: string, after: string[]): Item {
  return path.endsWith('/*')
    ? emptyDirectory(path, after)
    : { kind: 'absent', id: `remove:${path}`, title: `Remove ${path}`, path, after };
}

/** Stops the services one after another, and after each does what its module has for the end of it. */
function stops(host: CompiledHost): Item[] {
  const items: Item[] = [];
  let last: string[] = [];
  for (const service of servicesOf(host)) {
    const own = host.items.filter((entry) => entry.service === service);
    for (const unit of unitsOf(own).toReversed()) {
      items.push(stopItem(unit, last));
      last = [stopId(unit)];
    }
    for (const { item } of host.teardown.filter((entry) => entry.service === service)) {
      items.push({ ...item, after: [...(item.after ?? []), ...last] });
      last = [item.id];
    }
  }
  return items;
}

/** Each path once, and none inside a directory that goes as a whole. */
function outermost(paths: string[]): string[] {
  const all = new Set(paths);
  const parents = (path: string) =>
    path
      .split('/')
      .slice(1, -1)
      .map((_part, index, parts) => `/${parts.slice(0, index + 1).join('/')}`);
  return [...all].filter((path) => !parents(path).some((parent) => all.has(parent)));
}

/**
 * What takes a cloud off a host: units stop, then their data, configuration and secrets go. Given the host as each
 * blueprint has it that was ever executed there, since one that failed has left something too.
 */
export function teardownItems(hosts: CompiledHost[]): Item[] {
  const stopping = [...new Map(hosts.flatMap(stops).map((item) => [item.id, item])).values()];
  const after = stopping.map((item) => item.id);
  const taken = new Set(stopping.flatMap((item) => ('path' in item ? [item.path] : [])));
  const made = hosts.flatMap((host) => host.items).flatMap(({ item }) => madePath(item) ?? []);
  const paths = outermost([...hosts.flatMap((host) => host.data), ...made]).filter(
    (path) => !taken.has(path),
  );
  return [...stopping, ...paths.map((path) => removePath(path, after))];
}

/** What the converge program remembers of the host: a service deployed again must not find it. */
export const memoryItems: Item[] = [
  {
    kind: 'absent',
    id: 'remove:memory',
    title: 'Forget what was converged',
    path: '/var/lib/tuskar/converge/state.json',
  },
];
