import type { ClassRequirements } from '@tuskar/contract/hardware-class.ts';
import { describe, expect, it } from 'vitest';
import { sampleInventory, slots } from '../testing/inventory.ts';
import { findDeviations } from './deviations.ts';
import { chooseClass, fits, fitsClass } from './match.ts';
import { proposeClasses } from './propose.ts';

const inventory = sampleInventory();
const requirements: ClassRequirements = {
  parts: [
    { kind: 'dimm', count: 4, mebibytes: 32_768, slots },
    { kind: 'disk', count: 4, bytes: 960_000_000_000, firmware: 'JXTC104Q' },
  ],
  firmware: [{ component: 'BIOS', version: '2.4.0' }],
  limits: [],
};
const titles = (options: Parameters<typeof sampleInventory>[0]) =>
  findDeviations(requirements, sampleInventory(options)).map(({ title }) => title);

describe('fits', () => {
  it.each([
    ['R650', 'r650', true],
    ['R6*', 'R650', true],
    ['*Gold*', 'Xeon Gold 6330', true],
    ['*Gold*6330', 'Xeon Gold 6330', true],
    ['R650', 'R650xs', false],
    ['a*a', 'a', false],
    ['*', '', true],
    ['a*b*b', 'ab', false],
    ['*', null, false],
  ])('%s on %s: %s', (pattern, value, expected) => {
    expect(fits(pattern, value)).toBe(expected);
  });
});

describe('a class fits', () => {
  const candidate = { inventory, labels: { purpose: 'compute', spare: '' } };
  it.each([
    [{ manufacturer: 'dell*', model: 'R650', processors: 2, processorModel: '*6330' }, true],
    [{ memoryMebibytes: { atLeast: 131_072 }, disks: { count: 4, model: 'MZ7*' } }, true],
    [{ label: 'purpose=compute', accelerators: 1, nics: 1 }, true],
    [{ label: 'spare' }, true],
    [{ label: 'purpose=storage' }, false],
    [{ memoryMebibytes: { atMost: 131_071 } }, false],
    [{ acceleratorModel: '*A100*' }, false],
    [{}, false],
  ])('%j: %s', (rules, expected) => {
    expect(fitsClass(rules, candidate)).toBe(expected);
  });

  it('by priority, then by name', () => {
    const rules = { model: 'R650' };
    const classes = [
      { name: 'b', priority: 100, rules },
      { name: 'a', priority: 100, rules },
      { name: 'z', priority: 200, rules: { model: 'other' } },
    ];
    expect(chooseClass(classes, candidate)?.name).toBe('a');
    expect(chooseClass([{ name: 'c', priority: 101, rules }, ...classes], candidate)?.name).toBe('c');
  });
});

describe('findDeviations', () => {
  it('finds none on a machine as it should be', () => {
    expect(titles({})).toEqual([]);
  });

  it('names the slot of a missing part', () => {
    expect(titles({ dimms: [{ slot: 'A1' }, { slot: 'A2' }, { slot: 'B1' }] })).toEqual([
      '1 of 4 DIMMs missing: slot B2',
    ]);
  });

  it('names a part of the wrong size', () => {
    const dimms = [{ slot: 'A1', mebibytes: 16_384 }, { slot: 'A2' }, { slot: 'B1' }, { slot: 'B2' }];
    expect(titles({ dimms })).toEqual(['DIMM A1 (SN-1-A1) is M393A4K40EB3, 16 GiB, class has 32 GiB']);
  });

  it('takes no part for a wrong one that is right as another', () => {
    const disk = (bay: number, bytes: number) => ({ serial: `S${bay}`, bay: `bay ${bay}`, bytes });
    const whole = [disk(1, 480e9), disk(2, 480e9), disk(3, 3.84e12), disk(4, 3.84e12)];
    const [proposal] = proposeClasses(
      [{ machine: 'm', inventory: sampleInventory({ disks: whole }) }],
      new Set(),
    );
    const found = findDeviations(
      proposal?.requirements ?? requirements,
      sampleInventory({ disks: whole.slice(1) }),
    );
    expect(found.map(({ title }) => title)).toEqual(['1 of 2 disks missing']);
  });

  it('names old firmware, of the board and of a part', () => {
    expect(titles({ bios: '2.1.3' })).toEqual(['firmware BIOS 2.1.3, class has 2.4.0']);
    const disks = [1, 2, 3, 4].map((bay) => ({
      serial: `S${bay}`,
      bay: `bay ${bay}`,
      firmware: bay === 2 ? 'OLD' : 'JXTC104Q',
    }));
    expect(titles({ disks })).toEqual(['firmware of disk S2 in bay 2 OLD, class has JXTC104Q']);
  });

  it('takes a later version for right where the class says so', () => {
    const later: ClassRequirements = {
      parts: [{ kind: 'disk', count: 4, firmware: 'JXTC102Q', firmwareOrLater: true }],
      firmware: [{ component: 'BIOS', version: '2.9.1', orLater: true }],
      limits: [],
    };
    const found = (options: Parameters<typeof sampleInventory>[0]) =>
      findDeviations(later, sampleInventory(options)).map(({ title }) => title);
    expect(found({ bios: '2.9.1' })).toEqual([]);
    expect(found({ bios: '2.10.0' })).toEqual([]);
    expect(found({ bios: '2.9.0' })).toEqual(['firmware BIOS 2.9.0, class has 2.9.1 or later']);
    const disks = ['JXTC104Q', 'JXTC102Q', 'JXTC101Q', 'GDC5602Q'].map((firmware, index) => ({
      serial: `S${index}`,
      bay: `bay ${index}`,
      firmware,
    }));
    expect(found({ bios: '2.10.0', disks })).toEqual([
      'firmware of disk S2 in bay 2 JXTC101Q, class has JXTC102Q or later',
      'firmware of disk S3 in bay 3 GDC5602Q, class has JXTC102Q or later, and neither version is later than the other',
    ]);
  });

  it('does not pass firmware that nobody could read', () => {
    const disks = [1, 2, 3, 4].map((bay) => ({
      serial: `S${bay}`,
      bay: `bay ${bay}`,
      firmware: bay === 2 ? 'unknown' : 'JXTC104Q',
    }));
    expect(titles({ disks })).toEqual(['firmware of disk S2 in bay 2 is not reported, class has JXTC104Q']);
    const bmc = {
      ...requirements,
      parts: [],
      firmware: [{ component: 'PSU 1', version: '2', orLater: true }],
    };
    expect(findDeviations(bmc, inventory)).toEqual([
      {
        kind: 'firmware',
        part: null,
        place: 'PSU 1',
        expected: '2 or later',
        actual: null,
        title: 'firmware PSU 1 is not reported, class has 2 or later',
      },
    ]);
  });

  it('counts what is too many', () => {
    const disks = [1, 2, 3, 4, 5].map((bay) => ({ serial: `S${bay}`, bay: `bay ${bay}` }));
    expect(titles({ disks })).toEqual(['1 more than 4 disks']);
  });
});

describe('proposeClasses', () => {
  const machines = ['m1', 'm2', 'm3'].map((machine) => ({
    machine,
    inventory: sampleInventory({ serial: machine, bios: machine === 'm3' ? '2.1.3' : '2.4.0' }),
  }));
  const other = { machine: 'm4', inventory: sampleInventory({ model: 'R760', serial: 'm4' }) };

  it('groups what is built alike, and suggests names that are free', () => {
    const proposals = proposeClasses([other, ...machines], new Set(['r650-2x28-128g-4d-1gpu']));
    expect(proposals.map(({ name, machines }) => ({ name, machines }))).toEqual([
      { name: 'r650-2x28-128g-4d-1gpu-2', machines: ['m1', 'm2', 'm3'] },
      { name: 'r760-2x28-128g-4d-1gpu', machines: ['m4'] },
    ]);
  });

  it('proposes the firmware of parts, where they are of one model and all report it', () => {
    const proposed = (disks: (bay: number) => { firmware?: string; model?: string }) => {
      const built = ['m1', 'm2'].map((machine) => ({
        machine,
        inventory: sampleInventory({
          serial: machine,
          disks: [1, 2, 3, 4].map((bay) => ({
            serial: `${machine}-${bay}`,
            bay: `bay ${bay}`,
            ...disks(bay),
          })),
        }),
      }));
      const [proposal] = proposeClasses(built, new Set());
      return proposal?.requirements.parts.find(({ kind }) => kind === 'disk')?.firmware;
    };
    expect(proposed((bay) => ({ firmware: bay === 4 ? 'JXTC102Q' : 'JXTC104Q' }))).toBe('JXTC104Q');
    expect(proposed((bay) => ({ firmware: bay > 2 ? 'JXTC102Q' : 'JXTC104Q' }))).toBe('JXTC104Q');
    expect(proposed((bay) => ({ firmware: bay < 3 ? 'JXTC102Q' : 'JXTC104Q' }))).toBe('JXTC104Q');
    expect(proposed((bay) => ({ firmware: bay === 4 ? 'unknown' : 'JXTC104Q' }))).toBeUndefined();
    expect(proposed((bay) => ({ model: bay === 4 ? 'PM9A3' : 'MZ7L3960' }))).toBeUndefined();
  });

  it('proposes the later of two versions that as many have', () => {
    const halves = ['2.9.0', '2.10.0'].map((bios) => ({
      machine: bios,
      inventory: sampleInventory({ bios }),
    }));
    for (const two of [halves, halves.toReversed()]) {
      expect(proposeClasses(two, new Set())[0]?.requirements.firmware).toContainEqual({
        component: 'BIOS',
        version: '2.10.0',
      });
    }
  });

  it('proposes what its machines fit, and shows the one that is behind', () => {
    const [proposal] = proposeClasses(machines, new Set());
    expect.assert(proposal !== undefined);
    for (const { inventory } of machines) {
      expect(fitsClass(proposal.rules, { inventory, labels: {} })).toBe(true);
    }
    const found = machines.map(({ inventory }) => findDeviations(proposal.requirements, inventory));
    expect(found.map((deviations) => deviations.map(({ title }) => title))).toEqual([
      [],
      [],
      ['firmware BIOS 2.1.3, class has 2.4.0'],
    ]);
    // A machine that lost a DIMM still fits, and deviates.
    const poorer = sampleInventory({ dimms: slots.slice(0, 3).map((slot) => ({ slot })) });
    expect(fitsClass(proposal.rules, { inventory: poorer, labels: {} })).toBe(true);
    expect(findDeviations(proposal.requirements, poorer).map(({ title }) => title)).toEqual([
      '1 of 4 DIMMs missing: slot B2',
    ]);
  });
});
