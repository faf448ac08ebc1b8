import type { Item } from '@tuskar/contract/part.ts';
import type { CompiledHost } from '../compile/compiled.ts';
import { madePath, stopItem, unitsOf } from './removed-items.ts';

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

/** The end of one service: its units stop, then comes what its module has for that, one after another. */
function endOf(service: string, host: CompiledHost, after: string[]): Item[] {
  const own = host.items.filter((entry) => entry.service === service);
  const stopping = unitsOf(own).map((unit) => stopItem(unit, after));
  let last = stopping.length === 0 ? after : stopping.map((item) => item.id);
  const ending = host.teardown
    .filter((entry) => entry.service === service)
    .map(({ item }) => {
      const ordered: Item = { ...item, after: [...(item.after ?? []), ...last] };
      last = [item.id];
      return ordered;
    });
  return [...stopping, ...ending];
}

/** Ends the services of a host: each after those that need it, the others side by side. */
function stops(host: CompiledHost): Item[] {
  const items: Item[] = [];
  /** By service, what its end comes to; of one that has nothing to end, what it would have waited for. */
  const ends = new Map<string, string[]>();
  for (const { name } of host.services.toReversed()) {
    const dependants = host.services.filter((other) => other.needs.includes(name));
    const after = [...new Set(dependants.flatMap((other) => ends.get(other.name) ?? []))];
    const own = endOf(name, host, after);
    items.push(...own);
    ends.set(name, own.length === 0 ? after : own.map((item) => item.id));
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
