import type {
  ClassRequirements,
  Deviation,
  FirmwareRequirement,
  PartRequirement,
} from '@tuskar/contract/hardware-class.ts';
import type { Inventory } from '@tuskar/contract/inventory.ts';
import {
  countOf,
  formatBytes,
  formatMebibytes,
  type InventoryPart,
  nouns,
  namePart,
  partsOf,
} from '../inventory/parts.ts';
import { compareVersions } from './firmware-version.ts';
import { fits } from './match.ts';

export type MachineDeviation = Omit<Deviation, 'machine'>;

/** Disks that are sold as one size differ by some sectors. */
const sizeTolerance = 0.01;

/** Where a machine differs from what each member of its class must have, each difference in a sentence. */
export function findDeviations(requirements: ClassRequirements, inventory: Inventory): MachineDeviation[] {
  const parts = partsOf(inventory);
  const sizes = sizesOf(inventory);
  return [
    ...requirements.parts.flatMap((requirement) =>
      checkParts(requirement, requirements.parts, { parts, sizes }),
    ),
    ...requirements.firmware.flatMap((requirement) => checkFirmware(requirement, inventory)),
  ];
}

/** Bytes of disks and mebibytes of the rest, by kind and place. */
type Sizes = Map<string, number | null>;

function sizesOf({ disks, dimms, gpus, accelerators }: Inventory): Sizes {
  return new Map([
    ...disks.map(({ place, name, bytes }) => [`disk ${place ?? name}`, bytes] as const),
    ...dimms.map(({ slot, mebibytes }) => [`dimm ${slot}`, mebibytes] as const),
    ...gpus.map(({ place, mebibytes }) => [`gpu ${place}`, mebibytes] as const),
    ...accelerators.map(({ place, mebibytes }) => [`accelerator ${place}`, mebibytes] as const),
  ]);
}

function checkParts(
  requirement: PartRequirement,
  requirements: readonly PartRequirement[],
  { parts, sizes }: { parts: InventoryPart[]; sizes: Sizes },
): MachineDeviation[] {
  const { kind, count, slots } = requirement;
  const ofKind = parts.filter((part) => part.kind === kind);
  // A data disk is right as such: it is no wrong boot disk where one of those is gone.
  const isWanted = (part: InventoryPart) =>
    requirements.some((one) => one.kind === kind && isRight(one, part, sizes));
  const right = ofKind.filter((part) => isRight(requirement, part, sizes));
  const deviations: MachineDeviation[] = [];
  if (right.length < count) {
    const wrong = ofKind.filter((part) => !isWanted(part)).slice(0, count - right.length);
    deviations.push(...wrong.map((part) => wrongPart(requirement, part)));
    const missing = count - right.length - wrong.length;
    const empty = (slots ?? []).filter((slot) => !ofKind.some(({ place }) => place === slot));
    if (missing > 0) deviations.push(missingParts(requirement, { missing, empty: empty.slice(0, missing) }));
  } else if (right.length > count) {
    const place = right[count]?.place ?? null;
    const title = `${right.length - count} more than ${countOf(count, kind)}`;
    deviations.push({
      kind: 'too-many',
      part: kind,
      place,
      expected: `${count}`,
      actual: `${right.length}`,
      title,
    });
  }
  return [...deviations, ...checkFirmwareOf(requirement, right)];
}

function isRight(requirement: PartRequirement, part: InventoryPart, sizes: Sizes): boolean {
  const { kind, model, bytes, mebibytes } = requirement;
  if (!fits(model, part.model)) return false;
  const wanted = kind === 'disk' ? bytes : mebibytes;
  if (wanted === undefined) return true;
  const size = sizes.get(`${kind} ${part.place}`) ?? null;
  return size !== null && Math.abs(size - wanted) <= wanted * sizeTolerance;
}

function wrongPart(requirement: PartRequirement, part: InventoryPart): MachineDeviation {
  const actual = [part.model, part.detail].filter((text) => text !== null).join(', ') || 'unknown';
  const expected = describe(requirement);
  return {
    kind: 'wrong',
    part: part.kind,
    place: part.place,
    expected,
    actual,
    title: `${namePart(part)} is ${actual}, class has ${expected}`,
  };
}

function missingParts(
  requirement: PartRequirement,
  { missing, empty }: { missing: number; empty: string[] },
): MachineDeviation {
  const { kind, count } = requirement;
  const where = empty.length === 0 ? '' : `: ${empty.length === 1 ? 'slot' : 'slots'} ${empty.join(', ')}`;
  return {
    kind: 'missing',
    part: kind,
    place: empty[0] ?? null,
    expected: `${count}`,
    actual: `${count - missing}`,
    title: `${missing} of ${countOf(count, kind)} missing${where}`,
  };
}

function checkFirmware(
  { component, version, orLater }: FirmwareRequirement,
  { firmware }: Inventory,
): MachineDeviation[] {
  const found = firmware.find((one) => one.component.toLowerCase() === component.toLowerCase());
  const about = { of: component, part: null, place: component, actual: found?.version ?? null };
  return firmwareDeviation(about, { version, orLater });
}

function checkFirmwareOf({ kind, firmware, firmwareOrLater }: PartRequirement, parts: InventoryPart[]) {
  if (firmware === undefined) return [];
  return parts.flatMap((part) =>
    firmwareDeviation(
      { of: `of ${namePart(part)}`, part: kind, place: part.place, actual: part.firmware },
      { version: firmware, orLater: firmwareOrLater },
    ),
  );
}

function firmwareDeviation(
  { of, part, place, actual }: Pick<MachineDeviation, 'part' | 'place' | 'actual'> & { of: string },
  { version, orLater = false }: { version: string; orLater: boolean | undefined },
): MachineDeviation[] {
  const order = actual === null || !orLater ? undefined : compareVersions(actual, version);
  if (actual === version || (order !== undefined && order >= 0)) return [];
  const expected = orLater ? `${version} or later` : version;
  const is = actual ?? 'is not reported';
  const unlike =
    orLater && actual !== null && order === undefined ? ', and neither version is later than the other' : '';
  const title = `firmware ${of} ${is}, class has ${expected}${unlike}`;
  return [{ kind: 'firmware', part, place, expected, actual, title }];
}

function describe({ kind, model, bytes, mebibytes }: PartRequirement): string {
  const size =
    kind === 'disk'
      ? bytes === undefined
        ? []
        : [formatBytes(bytes)]
      : mebibytes === undefined
        ? []
        : [formatMebibytes(mebibytes)];
  const named = [...(model === undefined ? [] : [model]), ...size];
  return named.length === 0 ? nouns[kind] : named.join(', ');
}
