import type { Item } from '@tuskar/contract/part.ts';
import type { HostChange } from '../blueprint/diff.ts';
import type { CompiledItem } from '../compile/compiled.ts';

/** Files of the operating system: a service may write them, but a host cannot be without them. */
const systemFiles = new Set(['/etc/hosts', '/etc/fstab', '/etc/resolv.conf', '/etc/hostname']);

export const stopId = (unit: string): string => `stop:${unit}`;

export function stopItem(unit: string, after: string[]): Item {
  return {
    kind: 'unit',
    id: stopId(unit),
    title: `Stop ${unit}`,
    unit,
    enabled: false,
    state: 'stopped',
    after,
  };
}

/** The file or link that an item made; directories stay, since others may have put something in them. */
export function madePath(item: Item): string | undefined {
  const made = item.kind === 'file' || item.kind === 'link';
  return made && !systemFiles.has(item.path) ? item.path : undefined;
}

/** Ids of the items that stop units, given the last to start first. */
export function stopInTurn(units: string[]): Item[] {
  return units.map((unit, index) => {
    const before = units[index - 1];
    return stopItem(unit, before === undefined ? [] : [stopId(before)]);
  });
}

export function unitsOf(items: CompiledItem[]): string[] {
  return items.flatMap(({ item }) => (item.kind === 'unit' && item.state === 'started' ? [item.unit] : []));
}

/** What undoes the items of a host that the next blueprint no longer has: units stop, then their files go. */
export function removedItems(change: HostChange): Item[] {
  const gone = change.items.flatMap(({ before, after }) => (before && !after ? [before] : []));
  const kept = change.after?.items ?? [];
  const keptUnits = new Set(unitsOf(kept));
  const keptPaths = new Set(kept.flatMap(({ item }) => ('path' in item ? [item.path] : [])));
  const stops = stopInTurn(
    unitsOf(gone)
      .filter((unit) => !keptUnits.has(unit))
      .toReversed(),
  );
  const paths = gone
    .map(({ item }) => madePath(item))
    .filter((path) => path !== undefined && !keptPaths.has(path));
  const after = stops.map((item) => item.id);
  return [
    ...stops,
    ...[...new Set(paths)].map((path): Item => ({
      kind: 'absent',
      id: `remove:${path}`,
      path: path ?? '',
      after,
    })),
  ];
}
