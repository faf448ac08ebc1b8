import type { InventoryChange, InventoryChangeKind } from '@tuskar/contract/inspection.ts';
import type { Inventory, PartKind } from '@tuskar/contract/inventory.ts';
import { type InventoryPart, namePart, nouns, partsOf } from './parts.ts';

/**
 * What changed from one inspection to the next. A part is known again by its serial number, wherever it is; one that
 * says none, by its place.
 */
export function compareInventories(before: Inventory, after: Inventory): InventoryChange[] {
  return [...compareParts(partsOf(before), partsOf(after)), ...compareFirmware(before, after)];
}

function compareParts(before: InventoryPart[], after: InventoryPart[]): InventoryChange[] {
  const rest = { before: new Map(index(before)), after: new Map(index(after)) };
  const changes: InventoryChange[] = [];
  for (const [key, old] of rest.before) {
    const found = rest.after.get(key);
    if (found === undefined) continue;
    rest.before.delete(key);
    rest.after.delete(key);
    changes.push(...compareSame(old, found));
  }
  const byPlace = new Map([...rest.after].map(([key, part]) => [placeKey(part), key]));
  for (const [key, old] of rest.before) {
    const other = byPlace.get(placeKey(old));
    const found = other === undefined ? undefined : rest.after.get(other);
    if (other === undefined || found === undefined) continue;
    rest.before.delete(key);
    rest.after.delete(other);
    changes.push(...comparePlace(old, found));
  }
  return [
    ...changes,
    ...[...rest.before.values()].map((old) => change('gone', old, { before: label(old), after: null })),
    ...[...rest.after.values()].map((found) => change('added', found, { before: null, after: label(found) })),
  ];
}

/** The same part, seen twice. */
function compareSame(old: InventoryPart, found: InventoryPart): InventoryChange[] {
  const changes: InventoryChange[] = [];
  const differ = (kind: InventoryChangeKind, before: string | null, after: string | null) => {
    if (before !== null && after !== null && before !== after)
      changes.push(change(kind, found, { before, after }));
  };
  // A name of the kernel is no place: /dev/sda may be another disk after each boot.
  if (!isKernelName(old.place) && !isKernelName(found.place)) differ('moved', old.place, found.place);
  differ('firmware', old.firmware, found.firmware);
  differ('link', old.link, found.link);
  differ('changed', describe(old), describe(found));
  return changes;
}

/** Two parts in one place: swapped, unless one of them just does not say its serial number and looks the same. */
function comparePlace(old: InventoryPart, found: InventoryPart): InventoryChange[] {
  const bothNamed = old.serial !== null && found.serial !== null;
  if (!bothNamed && describe(old) === describe(found)) return compareSame(old, found);
  return [change('swapped', found, { before: label(old), after: label(found) })];
}

function compareFirmware(before: Inventory, after: Inventory): InventoryChange[] {
  const old = new Map(before.firmware.map(({ component, version }) => [component, version]));
  return after.firmware.flatMap(({ component, version }) => {
    const previous = old.get(component);
    if (previous === undefined || previous === version) return [];
    return [
      {
        kind: 'firmware' as const,
        part: component === 'BMC' ? ('bmc' as const) : ('system' as const),
        place: component,
        serial: null,
        before: previous,
        after: version,
        title: `firmware ${component}: ${previous} → ${version}`,
      },
    ];
  });
}

function change(
  kind: InventoryChangeKind,
  part: InventoryPart,
  { before, after }: { before: string | null; after: string | null },
): InventoryChange {
  const { place, serial } = part;
  const title = titles[kind](part, before ?? '-', after ?? '-');
  return { kind, part: part.kind, place, serial, before, after, title };
}

const titles: Record<InventoryChangeKind, (part: InventoryPart, before: string, after: string) => string> = {
  gone: (part) => `${namePart(part)} is gone`,
  added: (part) => `${namePart(part)} is new`,
  swapped: (part, before, after) => `${inPlace(part)} was swapped: ${before} → ${after}`,
  moved: (part, before, after) => `${nouns[part.kind]} ${part.serial ?? ''} moved: ${before} → ${after}`,
  firmware: (part, before, after) => `firmware of ${namePart(part)}: ${before} → ${after}`,
  link: (part, before, after) => `${namePart(part)}: ${before} → ${after}`,
  changed: (part, before, after) => `${namePart(part)} was ${before}, is ${after}`,
};

/** 'disk in bay 3' */
function inPlace({ kind, place }: InventoryPart): string {
  return place === null ? nouns[kind] : `${nouns[kind]} in ${place}`;
}

/** What a person calls one part among those that were or are in its place. */
function label(part: InventoryPart): string {
  return part.serial ?? part.model ?? part.detail ?? nouns[part.kind];
}

function describe({ model, detail }: InventoryPart): string | null {
  return [model, detail].filter((text) => text !== null).join(', ') || null;
}

function isKernelName(place: string | null): boolean {
  return place?.startsWith('/dev/') === true && !place.startsWith('/dev/disk/');
}

function index(parts: InventoryPart[]): [string, InventoryPart][] {
  const counts = new Map<string, number>();
  return parts.map((part) => {
    const key = `${part.kind} ${part.serial === null ? placeKey(part) : `#${part.serial}`}`;
    // Two with one serial number (cheap USB sticks, simulations) stay two.
    const nth = (counts.get(key) ?? 0) + 1;
    counts.set(key, nth);
    return [nth === 1 ? key : `${key} ${nth}`, part];
  });
}

function placeKey({ kind, place }: { kind: PartKind; place: string | null }): string {
  return `${kind} @${place ?? ''}`;
}
