import { expect, test } from 'vitest';
import { dimmTable, memoryArrayTable } from './dimm-tables.ts';

const dimm = {
  slot: 'A1',
  manufacturer: 'Maker',
  part: 'PART-1',
  serial: 'S1',
  mebibytes: 2048,
  mhz: 3200,
};

/** The strings behind the formatted part of a structure, whose second byte is its length. */
const strings = (table: Buffer): string[] =>
  table
    .subarray(table[1])
    .toString('latin1')
    .split('\0')
    .filter((text) => text !== '');
const stringAt = (table: Buffer, offset: number): string | undefined =>
  strings(table)[(table[offset] ?? 0) - 1];

test('a filled slot says what is in it', () => {
  const table = dimmTable({ position: 1, slot: 'A1', dimm });
  expect([table[0], table.readUInt16LE(2), table.readUInt16LE(4)]).toEqual([17, 0x1101, 0x1000]);
  expect(table.readUInt16LE(12)).toBe(2048);
  expect([16, 23, 24, 26].map((offset) => stringAt(table, offset))).toEqual(['A1', 'Maker', 'S1', 'PART-1']);
  expect(table.subarray(-2)).toEqual(Buffer.from('\0\0'));
});

test('an empty slot has its name and no size', () => {
  const table = dimmTable({ position: 0, slot: 'A1', dimm: undefined });
  expect(table.readUInt16LE(12)).toBe(0);
  expect(stringAt(table, 16)).toBe('A1');
});

test('a DIMM of 32 GiB or more has its size in the wider field', () => {
  const table = dimmTable({ position: 0, slot: 'A1', dimm: { ...dimm, mebibytes: 65_536 } });
  expect([table.readUInt16LE(12), table.readUInt32LE(28)]).toEqual([0x7fff, 65_536]);
});

test('the array counts every slot', () => {
  const table = memoryArrayTable([dimm, dimm]);
  expect([table[0], table.readUInt16LE(13), table.readUInt32LE(7)]).toEqual([16, 2, 4 * 1024 * 1024]);
});
