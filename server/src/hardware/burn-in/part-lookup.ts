import type { PartName } from '@tuskar/contract/burn-in.ts';
import type { Inventory, PartKind } from '@tuskar/contract/inventory.ts';
import type { AgentPart } from '../agent/measured.ts';
import { type InventoryPart, partsOf } from '../inventory/parts.ts';

export type PartLookup = {
  /** The part of the inventory that the agent means; what it says itself, where the inventory has no such part. */
  find: (part: AgentPart | null) => (PartName & { model: string | null }) | null;
  /** The part that a text names by serial number, device or slot: the last output of a tool that failed. */
  findIn: (text: string) => PartName | null;
};

export function createPartLookup(inventory: Inventory): PartLookup {
  const parts = partsOf(inventory);
  const devices = new Map(
    inventory.disks.map(({ name, serial, wwn, place }) => [
      name,
      parts.find(
        (part) => part.kind === 'disk' && part.serial === (serial ?? wwn) && part.place === (place ?? name),
      ),
    ]),
  );
  const nics = new Map(
    inventory.nics.map(({ name, mac }) => [name, parts.find(({ serial }) => serial === mac)]),
  );
  const named = (kind: PartKind, place: string): InventoryPart | undefined =>
    parts.find((part) => part.kind === kind && part.place === place) ??
    (kind === 'disk' ? devices.get(place) : kind === 'nic' ? nics.get(place) : undefined) ??
    (kind === 'processor' ? parts.filter((part) => part.kind === kind)[socketNumber(place)] : undefined) ??
    (kind === 'dimm'
      ? parts.find((part) => part.kind === kind && part.place !== null && hasWord(place, part.place))
      : undefined);

  return {
    find: (part) => {
      if (part === null) return null;
      const { kind, serial, place } = part;
      const found =
        parts.find((one) => one.kind === kind && serial !== null && sameSerial(one.serial, serial)) ??
        (place === null ? undefined : named(kind, place));
      if (found === undefined)
        return serial === null && place === null ? null : { kind, serial, place, model: null };
      return { kind, serial: found.serial, place: found.place, model: found.model };
    },
    findIn: (text) => {
      const found =
        parts.find(
          ({ kind, serial }) =>
            kind !== 'system' && serial !== null && serial.length >= 4 && hasWord(text, serial),
        ) ??
        [...devices, ...nics].find(([name]) => hasWord(text, name))?.[1] ??
        parts.find(({ kind, place }) => kind === 'dimm' && place !== null && hasWord(text, `DIMM ${place}`));
      return found === undefined ? null : { kind: found.kind, serial: found.serial, place: found.place };
    },
  };
}

/** 'socket 1', 'CPU1' and '1' are the second; -1 where no number is in it. */
function socketNumber(place: string): number {
  return Number(/\d+$/.exec(place)?.[0] ?? -1);
}

/** The agent may print what the inventory has in small letters, and the other way round. */
function sameSerial(a: string | null, b: string): boolean {
  return a?.toLowerCase() === b.toLowerCase();
}

function hasWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const [before, after] = [text[at - 1] ?? ' ', text[at + word.length] ?? ' '];
    if (!/[\w]/.test(before) && !/[\w]/.test(after)) return true;
  }
  return false;
}
