import type { Inventory, PartKind } from '@tuskar/contract/inventory.ts';

/** One part of an inventory, the same for every kind, so that parts can be followed, compared and counted. */
export type InventoryPart = {
  kind: PartKind;
  /** Where a person finds it; null: nobody said. */
  place: string | null;
  /** What tells it from all others, wherever it goes; null: it says nothing. */
  serial: string | null;
  manufacturer: string | null;
  model: string | null;
  firmware: string | null;
  /** Its size or kind in a few words: '32 GiB', '960 GB'. */
  detail: string | null;
  /** Of a NIC: carrier, speed and neighbour in a few words. */
  link: string | null;
};

export function partsOf(inventory: Inventory): InventoryPart[] {
  const { manufacturer, model, serial } = inventory;
  return [
    part({ kind: 'system', place: null, serial, manufacturer, model }),
    ...inventory.processors.map(({ socket, serial, manufacturer, model, cores }) =>
      part({
        kind: 'processor',
        place: socket,
        serial,
        manufacturer,
        model,
        detail: cores === null ? null : `${cores} cores`,
      }),
    ),
    ...inventory.dimms.map(({ slot, serial, manufacturer, partNumber, mebibytes }) =>
      part({
        kind: 'dimm',
        place: slot,
        serial,
        manufacturer,
        model: partNumber,
        detail: mebibytes === null ? null : formatMebibytes(mebibytes),
      }),
    ),
    ...inventory.disks.map(({ name, place, serial, wwn, model, firmware, bytes }) =>
      part({
        kind: 'disk',
        place: place ?? name,
        serial: serial ?? wwn,
        model,
        firmware,
        detail: bytes === null ? null : formatBytes(bytes),
      }),
    ),
    ...inventory.nics.map((nic) =>
      part({
        kind: 'nic',
        place: nic.pci ?? nic.name,
        serial: nic.mac,
        model: nic.model,
        firmware: nic.firmware,
        link: linkOf(nic),
      }),
    ),
    ...inventory.gpus.map((gpu) => part({ ...gpu, kind: 'gpu', detail: deviceDetail(gpu.mebibytes) })),
    ...inventory.accelerators.map((device) =>
      part({ ...device, kind: 'accelerator', detail: deviceDetail(device.mebibytes) }),
    ),
  ];
}

/** 'disk S4YNX0 in bay 3', 'DIMM B2', 'processor CPU0'. */
export function namePart(part: { kind: PartKind; serial: string | null; place: string | null }): string {
  const noun = nouns[part.kind];
  if (part.kind === 'system') return part.serial === null ? noun : `${noun} ${part.serial}`;
  // DIMMs and processors are found by their slot; what is hot-swapped, by its serial number.
  const bySlot = part.kind === 'dimm' || part.kind === 'processor';
  const [first, second] = bySlot ? [part.place, part.serial] : [part.serial, part.place];
  if (first === null) return second === null ? noun : `${noun} ${second}`;
  if (second === null) return `${noun} ${first}`;
  return bySlot ? `${noun} ${first} (${second})` : `${noun} ${first} in ${second}`;
}

export const nouns: Record<PartKind, string> = {
  system: 'system board',
  processor: 'processor',
  dimm: 'DIMM',
  disk: 'disk',
  nic: 'NIC',
  gpu: 'GPU',
  accelerator: 'accelerator',
  bmc: 'BMC',
};

/** '16 DIMMs', '1 disk'. */
export function countOf(count: number, kind: PartKind): string {
  return `${count} ${nouns[kind]}${count === 1 ? '' : 's'}`;
}

function part(
  given: Pick<InventoryPart, 'kind' | 'place' | 'serial' | 'model'> & Partial<InventoryPart>,
): InventoryPart {
  const { kind, place, serial, model } = given;
  const { manufacturer = null, firmware = null, detail = null, link = null } = given;
  return { kind, place, serial, manufacturer, model, firmware, detail, link };
}

function linkOf({ link, megabits, neighbour }: Inventory['nics'][number]): string | null {
  if (link === null && neighbour === null) return null;
  if (link === false) return 'no link';
  const speed = megabits === null ? [] : [formatMegabits(megabits)];
  const at = neighbour === null ? [] : [`at ${neighbour.system ?? '?'} ${neighbour.port ?? ''}`.trim()];
  return ['link', ...speed, ...at].join(' ');
}

function deviceDetail(mebibytes: number | null): string | null {
  return mebibytes === null ? null : formatMebibytes(mebibytes);
}

export function formatMebibytes(mebibytes: number): string {
  return mebibytes % 1024 === 0 ? `${mebibytes / 1024} GiB` : `${mebibytes} MiB`;
}

/** As drives are sold: '960 GB', '3.8 TB'. */
export function formatBytes(bytes: number): string {
  if (bytes >= 1e12) return `${Number((bytes / 1e12).toFixed(1))} TB`;
  if (bytes >= 1e9) return `${Math.round(bytes / 1e9)} GB`;
  return `${Math.round(bytes / 1e6)} MB`;
}

function formatMegabits(megabits: number): string {
  return megabits % 1000 === 0 ? `${megabits / 1000} Gbit/s` : `${megabits} Mbit/s`;
}
