import { describe, expect, it } from 'vitest';
import { describeConflict, type Need, type Occupant, RackSpace } from './rack-space.ts';

const machine = (id: string): Occupant => ({ type: 'machine', id, title: id, expired: false });
const need = (units: number[], more: Partial<Need> = {}): Need => ({
  units,
  face: 'front',
  depth: 'full',
  ...more,
});

describe('the space of a rack', () => {
  it('lets two half-deep things share a unit, one on each face', () => {
    const space = new RackSpace(42);
    space.take(need([10], { depth: 'half' }), machine('a'));
    expect(space.inTheWay(need([10], { depth: 'half', face: 'rear' })).size).toBe(0);
    expect(space.inTheWay(need([10], { depth: 'half' })).size).toBe(1);
    expect(space.inTheWay(need([10])).size).toBe(1);
  });

  it('names what is in the way once, with its units', () => {
    const space = new RackSpace(42);
    const a = machine('a');
    space.take(need([10, 11]), a);
    space.take(need([12]), machine('b'));
    const found = space.inTheWay(need([11, 12, 13]));
    expect([...found].map(([{ id }, units]) => [id, [...new Set(units)]])).toEqual([
      ['a', [11]],
      ['b', [12]],
    ]);
    expect(describeConflict(space, need([11, 12, 13]), found)).toBe(
      'units 11-13 are taken by the machine a (11) and the machine b (12); free for 3 units is from 13, 14 or 7',
    );
  });

  it('says that nothing is free', () => {
    const space = new RackSpace(2);
    space.take(need([1]), machine('a'));
    const wanted = need([1, 2]);
    expect(describeConflict(space, wanted, space.inTheWay(wanted))).toBe(
      'units 1-2 are taken by the machine a (1); nowhere in it are 2 units in a row free',
    );
  });

  it('gives units back, all or some', () => {
    const space = new RackSpace(4);
    space.take(need([1, 2, 3, 4]), machine('a'));
    space.free('machine', 'a', [2]);
    expect(space.nearestFree(need([4]))).toEqual([2]);
    space.free('machine', 'a');
    expect(space.nearestFree(need([4]))).toEqual([4, 3, 2]);
  });

  it('ends where the rack ends', () => {
    const space = new RackSpace(4);
    expect(space.fits(need([4]))).toBe(true);
    expect(space.fits(need([4, 5]))).toBe(false);
    expect(space.fits(need([0]))).toBe(false);
  });
});
