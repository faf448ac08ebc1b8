import type { FindingKind, PartName } from '@tuskar/contract/burn-in.ts';
import type { BurnInTest, BurnInTestKind } from '@tuskar/contract/burn-in-test.ts';
import type { InventoryChange } from '@tuskar/contract/inspection.ts';
import type { Inventory, PartKind } from '@tuskar/contract/inventory.ts';
import { partsOf } from '../inventory/parts.ts';

export type FoundBefore = { kind: FindingKind; test: BurnInTestKind; part: PartName | null };

const testsOf: Partial<Record<PartKind, BurnInTestKind[]>> = {
  processor: ['cpu'],
  dimm: ['memory'],
  disk: ['smart', 'disk'],
  nic: ['network'],
  gpu: ['gpu'],
};

/**
 * What a re-test is about: what failed, under the name of what is in its place now, and what was exchanged since. With
 * neither, everything: a cable that was put right shows in no inventory.
 */
export function retestScope(options: {
  findings: FoundBefore[];
  /** Since the burn-in that failed. */
  changes: InventoryChange[];
  inventory: Inventory;
  tests: BurnInTest[];
}): { kinds: BurnInTestKind[]; parts: PartName[] } | undefined {
  const { findings, changes, inventory, tests } = options;
  const present = partsOf(inventory);
  const fresh = changes.filter(({ kind }) => kind === 'swapped' || kind === 'added' || kind === 'moved');
  const parts = [
    ...findings.flatMap(({ part }) => (part === null ? [] : [nowIn(part, present)])),
    ...fresh.map(({ part: kind, serial, place }) => ({ kind, serial, place })),
  ];
  // Where a whole test failed and no part is known, the test is repeated on everything.
  const kinds = new Set([
    ...findings.map(({ test }) => test),
    ...parts.flatMap(({ kind }) => testsOf[kind] ?? []),
  ]);
  const wanted = tests.map(({ kind }) => kind).filter((kind) => kinds.has(kind));
  if (wanted.length === 0) return undefined;
  const whole = findings.some(({ part, test }) => part === null && wanted.includes(test));
  return { kinds: wanted, parts: whole ? [] : distinct(parts) };
}

/** The part itself where it still is there, else what is in its place. */
function nowIn(part: PartName, present: PartName[]): PartName {
  const found =
    present.find(({ kind, serial }) => kind === part.kind && serial !== null && serial === part.serial) ??
    present.find(({ kind, place }) => kind === part.kind && place !== null && place === part.place);
  return found === undefined ? part : { kind: found.kind, serial: found.serial, place: found.place };
}

function distinct(parts: PartName[]): PartName[] {
  return [
    ...new Map(parts.map((part) => [JSON.stringify([part.kind, part.serial, part.place]), part])).values(),
  ];
}
