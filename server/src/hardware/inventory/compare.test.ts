import { describe, expect, it } from 'vitest';
import { sampleInventory, type SampleOptions } from '../testing/inventory.ts';
import { compareInventories } from './compare.ts';

const changes = (before: SampleOptions, after: SampleOptions) =>
  compareInventories(sampleInventory(before), sampleInventory(after));
const titles = (before: SampleOptions, after: SampleOptions) =>
  changes(before, after).map(({ title }) => title);

const disks = [
  { serial: 'S1', bay: 'bay 1' },
  { serial: 'S2', bay: 'bay 2' },
  { serial: 'S3', bay: 'bay 3' },
];

describe('compareInventories', () => {
  it('finds nothing between two looks at one machine', () => {
    expect(changes({}, {})).toEqual([]);
  });

  it('sees a part that is gone, and one that is new', () => {
    expect(titles({}, { dimms: [{ slot: 'A1' }, { slot: 'A2' }, { slot: 'B1' }] })).toEqual([
      'DIMM B2 (SN-1-B2) is gone',
    ]);
    expect(changes({ disks: disks.slice(0, 2) }, { disks })).toMatchObject([
      { kind: 'added', part: 'disk', place: 'bay 3', serial: 'S3', before: null, after: 'S3' },
    ]);
  });

  it('sees another part in the same place', () => {
    const after = [disks[0], disks[1], { serial: 'S9', bay: 'bay 3' }].filter((disk) => disk !== undefined);
    expect(changes({ disks }, { disks: after })).toMatchObject([
      {
        kind: 'swapped',
        part: 'disk',
        place: 'bay 3',
        before: 'S3',
        after: 'S9',
        title: 'disk in bay 3 was swapped: S3 → S9',
      },
    ]);
  });

  it('follows a part to another place', () => {
    const after = [
      { serial: 'S2', bay: 'bay 1' },
      { serial: 'S1', bay: 'bay 2' },
      { serial: 'S3', bay: 'bay 3' },
    ];
    expect(titles({ disks }, { disks: after })).toEqual([
      'disk S1 moved: bay 1 → bay 2',
      'disk S2 moved: bay 2 → bay 1',
    ]);
  });

  it("does not take the kernel's names for places", () => {
    const inventory = sampleInventory({ disks });
    const named = {
      ...inventory,
      disks: inventory.disks.map((disk) => ({ ...disk, place: null })),
    };
    const renamed = {
      ...named,
      disks: named.disks.map((disk, index) => ({ ...disk, name: `/dev/sd${'cab'.charAt(index)}` })),
    };
    expect(compareInventories(named, renamed)).toEqual([]);
  });

  it('sees firmware, links and sizes change', () => {
    expect(titles({ bios: '2.1.3' }, { bios: '2.4.0' })).toEqual(['firmware BIOS: 2.1.3 → 2.4.0']);
    expect(titles({ disks }, { disks: disks.map((disk) => ({ ...disk, firmware: 'NEW' })) })).toHaveLength(3);
    expect(changes({}, { megabits: 1000 })).toMatchObject([
      {
        kind: 'link',
        before: 'link 25 Gbit/s at leaf1-a1 Eth1/1',
        after: 'link 1 Gbit/s at leaf1-a1 Eth1/1',
      },
    ]);
    const shrunk = [{ slot: 'A1', mebibytes: 16_384 }, { slot: 'A2' }, { slot: 'B1' }, { slot: 'B2' }];
    expect(titles({}, { dimms: shrunk })).toEqual([
      'DIMM A1 (SN-1-A1) was M393A4K40EB3, 32 GiB, is M393A4K40EB3, 16 GiB',
    ]);
  });

  it('knows a part that says no serial number by its place', () => {
    const unnamed = disks.map(({ bay }) => ({ serial: null, bay }));
    expect(changes({ disks: unnamed }, { disks: unnamed })).toEqual([]);
    expect(titles({ disks: unnamed }, { disks: unnamed.slice(0, 2) })).toEqual(['disk bay 3 is gone']);
    // It says its serial number only now: the same disk.
    expect(changes({ disks: unnamed }, { disks })).toEqual([]);
  });

  it('turns round with its arguments', () => {
    const forth = changes({ disks }, { disks: disks.slice(1) });
    const back = changes({ disks: disks.slice(1) }, { disks });
    expect(forth.map(({ kind }) => kind)).toEqual(['gone']);
    expect(back.map(({ kind }) => kind)).toEqual(['added']);
  });

  it('keeps two parts with one serial number apart', () => {
    const twins = [
      { serial: 'SAME', bay: 'bay 1' },
      { serial: 'SAME', bay: 'bay 2' },
    ];
    expect(changes({ disks: twins }, { disks: twins })).toEqual([]);
    expect(changes({ disks: twins }, { disks: twins.slice(0, 1) })).toMatchObject([{ kind: 'gone' }]);
  });
});
