import { TuskarError } from '@tuskar/contract/error.ts';
import type { Item, Part } from '@tuskar/contract/part.ts';

/** All ids that an item waits for: those it names, and the item that makes the nearest directory above it. */
function needsOf(item: Item, holders: Map<string, string>): string[] {
  const named = [...(item.after ?? [])];
  if (item.kind === 'unit') named.push(...(item.restartOn ?? []), ...(item.reloadOn ?? []));
  if (item.kind === 'command') named.push(...(item.runOn ?? []));
  if ('path' in item) {
    for (let path = parent(item.path); path !== ''; path = parent(path)) {
      const holder = holders.get(path);
      if (holder) return [...named, holder];
    }
  }
  return named;
}

function parent(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}

export type Ordered = { item: Item; needs: string[] };

/**
 * The items in an order in which each comes after all it needs.
 *
 * @throws part-invalid for an unknown id and for items that wait for each other
 */
export function inOrder(part: Part): Ordered[] {
  const makers = part.items.filter((item) => item.kind === 'directory' || item.kind === 'link');
  const holders = new Map(makers.map(({ path, id }) => [path, id]));
  const left = new Map(part.items.map((item) => [item.id, { item, needs: needsOf(item, holders) }]));
  const known = new Set(left.keys());
  for (const { item, needs } of left.values()) {
    const unknown = needs.filter((id) => !known.has(id));
    if (unknown.length > 0) throw invalid(part, `${item.id} names ${unknown.join(', ')}, not in the part`);
  }
  const ordered: Ordered[] = [];
  while (left.size > 0) {
    const free = [...left.values()].filter(({ needs }) => !needs.some((id) => left.has(id)));
    if (free.length === 0)
      throw invalid(part, `the items wait for each other: ${[...left.keys()].join(', ')}`);
    for (const entry of free) left.delete(entry.item.id);
    ordered.push(...free);
  }
  return ordered;
}

function invalid(part: Part, problem: string): TuskarError {
  return new TuskarError('part-invalid', `${part.host}: ${problem}`, { context: { host: part.host } });
}
