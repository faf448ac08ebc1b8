import type { Dimm } from '../machines/schema.ts';

/*
 * SMBIOS structures of the memory, which QEMU takes ready-made: by itself it knows one DIMM only. Layout, here that of version 2.8:
 * https://www.dmtf.org/standards/smbios, "Physical Memory Array" (type 16) and "Memory Device" (type 17).
 */

/** As QEMU numbers its own, so that its table of mapped addresses refers to ours. */
const arrayHandle = 0x1000;
const firstDimmHandle = 0x1100;
const noErrorInformation = 0xfffe;

export function memoryArrayTable(slots: readonly Dimm[]): Buffer {
  const table = Buffer.alloc(0x17);
  header(table, 16, arrayHandle);
  const kibibytes = slots.reduce((sum, { mebibytes }) => sum + mebibytes * 1024, 0);
  table.writeUInt8(0x03, 4); // on the system board
  table.writeUInt8(0x03, 5); // system memory
  table.writeUInt8(0x06, 6); // ECC over several bits
  table.writeUInt32LE(kibibytes, 7);
  table.writeUInt16LE(noErrorInformation, 11);
  table.writeUInt16LE(slots.length, 13);
  return Buffer.concat([table, Buffer.from('\0\0')]);
}

export type DimmSlot = { position: number; slot: string; dimm: Dimm | undefined };

export function dimmTable({ position, slot, dimm }: DimmSlot): Buffer {
  const table = Buffer.alloc(0x28);
  header(table, 17, firstDimmHandle + position);
  table.writeUInt16LE(arrayHandle, 4);
  table.writeUInt16LE(noErrorInformation, 6);
  table.writeUInt8(0x09, 14); // form factor: DIMM
  const strings = [slot, `BANK ${position}`];
  table.writeUInt8(1, 16);
  table.writeUInt8(2, 17);
  table.writeUInt8(dimm ? 0x1a : 0x02, 18); // DDR4; unknown
  if (!dimm) return withStrings(table, strings);
  table.writeUInt16LE(72, 8); // bits with error correction
  table.writeUInt16LE(64, 10);
  // A size of 32 GiB - 1 MiB or more has a field of its own.
  table.writeUInt16LE(Math.min(dimm.mebibytes, 0x7fff), 12);
  if (dimm.mebibytes >= 0x7fff) table.writeUInt32LE(dimm.mebibytes, 28);
  table.writeUInt16LE(0x80, 19); // synchronous
  table.writeUInt16LE(dimm.mhz, 21);
  table.writeUInt16LE(dimm.mhz, 32);
  table.writeUInt8(3, 23);
  table.writeUInt8(4, 24);
  table.writeUInt8(5, 26);
  return withStrings(table, [...strings, dimm.manufacturer, dimm.serial, dimm.part]);
}

function header(table: Buffer, type: number, handle: number): void {
  table.writeUInt8(type, 0);
  table.writeUInt8(table.length, 1);
  table.writeUInt16LE(handle, 2);
}

const withStrings = (table: Buffer, strings: string[]): Buffer =>
  Buffer.concat([table, Buffer.from(`${strings.map((text) => `${text}\0`).join('')}\0`, 'latin1')]);
