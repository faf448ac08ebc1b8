import { describe, expect, it } from 'vitest';
import type { RackElevation } from '@tuskar/contract/rack.ts';
import { createProgram } from '../program.ts';
import { recordedIo } from '../testing.ts';
import { describeRack } from './describe.ts';
import { drawElevation } from './draw.ts';
import { describeImport } from './file.ts';

const machine = {
  type: 'machine' as const,
  name: 'node-1',
  state: 'ready' as const,
  late: true,
  manufacturer: null,
  model: null,
  serial: null,
  class: null,
  power: 'on' as const,
  face: 'front' as const,
  depth: 'full' as const,
  discrepancy: null,
};
const tor = {
  type: 'reservation' as const,
  id: '1',
  label: 'tor',
  kind: 'switch' as const,
  face: 'rear' as const,
  depth: 'half' as const,
  powerWatts: null,
  weightKg: null,
  reason: null,
  by: 'vera',
  until: null,
  expired: false,
  createdAt: '2026-11-25T00:00:00.000Z',
};
const free = (row: number, unit: number) => ({ row, heightUnits: 1, unit, content: null, behind: false });
const elevation: RackElevation = {
  rack: {
    name: 'r1',
    title: null,
    site: 'dc1',
    location: 'hall-a',
    units: 4,
    numbering: 'bottom-up',
    widthInches: 19,
    powerBudgetWatts: 5000,
    weightLimitKg: null,
    note: null,
    summary: {
      usedUnits: 3,
      freeUnits: 1,
      machines: 1,
      machinesByState: { ready: 1 },
      reservations: 1,
      powerWatts: { limit: 5000, known: 400, unknown: 2 },
      weightKg: { limit: null, known: 0, unknown: 1 },
      discrepancies: 0,
    },
    createdAt: '2026-11-25T00:00:00.000Z',
    updatedAt: '2026-11-25T00:00:00.000Z',
  },
  units: [4, 3, 2, 1],
  front: [free(0, 4), { row: 1, heightUnits: 2, unit: 2, content: machine, behind: false }, free(3, 1)],
  rear: [
    { row: 0, heightUnits: 1, unit: 4, content: tor, behind: false },
    { row: 1, heightUnits: 2, unit: 2, content: machine, behind: true },
    free(3, 1),
  ],
  somewhere: [],
};

describe('a rack', () => {
  it('is drawn from its top, a line a unit, both faces', () => {
    expect(drawElevation(elevation, 60)).toEqual([
      'unit  front                    rear',
      '     +------------------------+------------------------+',
      '   4 |                        | [tor]  switch          |',
      '   3 | node-1 2U  ready, late | (node-1)               |',
      '   2 | :                      | :                      |',
      '   1 |                        |                        |',
      '     +------------------------+------------------------+',
    ]);
  });

  it('is told in short', () => {
    expect(describeRack(elevation.rack)).toEqual([
      'r1  dc1, hall-a  4 units bottom-up, 19 inches',
      '3 units used, 1 free  1 machines: 1 ready',
      '400 W of 5000 W, 2 unknown',
    ]);
  });
});

describe('an import', () => {
  it('says each thing that changes, and how', () => {
    const lines = describeImport({
      dryRun: true,
      created: [{ type: 'rack', name: 'r2' }],
      changed: [{ type: 'rack', name: 'r1', changes: [{ field: 'note', from: null, to: 'by the door' }] }],
      removed: [{ type: 'reservation', name: "r1 'node-2'" }],
      unchanged: 7,
      warnings: [],
    });
    expect(lines).toEqual([
      '+ rack r2',
      '~ rack r1: note nothing → by the door',
      "- reservation r1 'node-2'",
      '1 would be created, 1 changed, 1 removed, 7 unchanged',
    ]);
  });
});

describe('the command line of racks', () => {
  const env = { TUSKAR_TOKEN: 'tsk_test', TUSKAR_SERVER: 'https://127.0.0.1:1' };
  const run = (...words: string[]) =>
    createProgram(recordedIo({ env })).parseAsync(['node', 'tuskar', 'rack', ...words]);

  it.each([
    [['reserve', 'r1', '10-', 'tor'], "'10-' are no units of a rack."],
    [['import'], 'Give either a file or a NetBox to import from.'],
    [['record', 'r1'], 'No finding was given.'],
    [['record', 'r1', '--elsewhere', 'node-1'], "--elsewhere does not understand 'node-1'."],
  ])('%j is refused before the server is asked', async (words, message) => {
    await expect(run(...words)).rejects.toMatchObject({ code: 'invalid-request', message });
  });

  it.each([
    [['place', 'node-1', 'r1', 'ten'], "'ten' is invalid for argument 'unit'. It is no whole number."],
    [['place', 'node-1', 'r1', '--weight', 'x'], 'It is no number such as 21.5.'],
    [['create', 'r1', '--site', 'dc1', '--units', 'x'], 'It is no whole number.'],
  ])('%j is no number', async (words, message) => {
    await expect(run(...words)).rejects.toThrow(message);
  });
});
