import { describe, expect, it } from 'vitest';
import { knownDisk } from '../erase/testing/erasure.ts';
import { chooseRootDisk } from './root-disk.ts';

const disk = (serial: string, gigabytes: number, more = {}) =>
  knownDisk({ serial, wwn: null, place: `bay ${serial}`, bytes: gigabytes * 1e9, ...more });
const disks = [
  disk('large', 4000, { rotational: true }),
  disk('flash2', 480),
  disk('flash1', 480),
  disk('tiny', 4),
  disk('small', 250, { rotational: true, model: 'ST250' }),
];
const choose = (hint = {}, of = disks) => chooseRootDisk(of, { hint, minimumBytes: 8e9 });

describe('the root disk', () => {
  it('is the smallest flash disk that the image fits on, the first of equals, and it is said why', () => {
    const { disk, reason, others } = choose();
    expect(disk.serial).toBe('flash1');
    expect(reason).toBe('the smallest disk that does not rotate');
    expect(Object.fromEntries(others.map(({ disk, reason }) => [disk.serial, reason]))).toEqual({
      flash2: 'it is as good, and comes after the other',
      large: 'it rotates',
      small: 'it rotates',
      tiny: 'it is smaller than 8.0 GB',
    });
  });

  it('does not depend on the order in which the disks were found', () => {
    expect(choose({}, disks.toReversed()).disk.serial).toBe('flash1');
  });

  it.each([
    [{ serial: 'large' }, 'large'],
    [{ rotational: true }, 'small'],
    [{ minimumBytes: 1e12 }, 'large'],
    [{ model: 'st2' }, 'small'],
  ])('fits the hint %o', (hint, serial) => {
    expect(choose(hint).disk.serial).toBe(serial);
  });

  it('is none where nothing fits, and each disk says why', () => {
    expect(() => choose({ serial: 'gone' })).toThrow('flash1: its serial number is not gone');
    expect(() => choose({}, [disk('tiny', 4)])).toThrow('tiny: it is smaller than 8.0 GB');
    expect(() => choose({}, [])).toThrow('No disk was seen');
    expect(() => choose({}, [knownDisk({ serial: null, wwn: null })])).toThrow('neither a serial number');
  });
});
