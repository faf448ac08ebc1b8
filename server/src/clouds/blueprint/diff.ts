import type { CompiledBlueprint, CompiledHost, CompiledItem } from '../compile/compiled.ts';
import { effectOf } from '../compile/effect.ts';

/** One item before and after; absent where it is new or gone. */
export type ItemChange = { id: string; before: CompiledItem | undefined; after: CompiledItem | undefined };

export type HostChange = {
  host: string;
  before: CompiledHost | undefined;
  after: CompiledHost | undefined;
  /** In the order in which they are converged, then what is gone. */
  items: ItemChange[];
};

function byId(host: CompiledHost | undefined): Map<string, CompiledItem> {
  return new Map(host?.items.map((entry) => [entry.item.id, entry]));
}

function itemChanges(before: CompiledHost | undefined, after: CompiledHost | undefined): ItemChange[] {
  const [old, now] = [byId(before), byId(after)];
  const changes: ItemChange[] = [];
  for (const [id, entry] of now) {
    const was = old.get(id);
    if (was === undefined || effectOf(was.item) !== effectOf(entry.item))
      changes.push({ id, before: was, after: entry });
  }
  for (const [id, entry] of old) if (!now.has(id)) changes.push({ id, before: entry, after: undefined });
  return changes;
}

/** Hosts that a blueprint changes against its parent; equal digests are not looked into. */
export function diffBlueprints(parent: CompiledBlueprint | undefined, next: CompiledBlueprint): HostChange[] {
  const old = new Map(parent?.hosts.map((host) => [host.name, host]));
  const changed = next.hosts.flatMap((after): HostChange[] => {
    const before = old.get(after.name);
    old.delete(after.name);
    if (before?.digest === after.digest) return [];
    const items = itemChanges(before, after);
    return before !== undefined && items.length === 0 ? [] : [{ host: after.name, before, after, items }];
  });
  const gone = [...old.values()].map((before): HostChange => ({
    host: before.name,
    before,
    after: undefined,
    items: itemChanges(before, undefined),
  }));
  return [...changed, ...gone];
}
