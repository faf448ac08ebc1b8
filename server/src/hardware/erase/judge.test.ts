import { describe, expect, it } from 'vitest';
import { judgeErasure } from './judge.ts';
import { diskErasure, knownDisk, verification } from './testing/erasure.ts';

describe('an erasure', () => {
  it('is whole where every known disk was erased and read again', () => {
    const other = { serial: 'ZL2A', wwn: null, name: '/dev/sdb', place: null, rotational: true };
    const { disks, problems } = judgeErasure(
      [knownDisk(), knownDisk(other)],
      [diskErasure({ ...other, method: 'ata-security-erase-enhanced' }), diskErasure({ name: '/dev/sdc' })],
    );
    expect(problems).toEqual([]);
    expect(disks).toMatchObject([
      { serial: 'ZL2A', place: '/dev/sdb', method: 'ata-security-erase-enhanced', class: 'purge' },
      { serial: 'S4YNX0', place: 'bay 1', verification: { samples: 768, failed: 0 } },
    ]);
  });

  it.each([
    [{ erased: false, problem: 'the security of the disk is frozen' }, 'the security of the disk is frozen'],
    [{ erased: false, problem: null }, 'the agent does not say why'],
    [{ method: 'trim' }, "erased by 'trim', which is no method that is known"],
    [{ verification: null }, 'not read again'],
    [{ verification: { ...verification, samples: 0 } }, 'not read again'],
    [{ verification: { ...verification, failed: 3 } }, 'still holds data: 3 of 768 samples'],
    [{ endedAt: null }, 'it is not said when'],
  ])('is not where a disk is %o', (given, problem) => {
    const { disks, problems } = judgeErasure([knownDisk()], [diskErasure(given)]);
    expect(disks).toEqual([]);
    expect(problems).toEqual([expect.stringContaining(problem)]);
    expect(problems[0]).toContain('disk S4YNX0 (bay 1)');
  });

  it('names a disk that the last inspection knew and nobody erased', () => {
    const gone = knownDisk({ serial: 'GONE', place: 'bay 7' });
    expect(judgeErasure([knownDisk(), gone], [diskErasure()]).problems).toEqual([
      'disk GONE (bay 7) was there at the last inspection, and was not erased',
    ]);
  });

  it('names a namespace that was not erased with the others of its controller', () => {
    const namespaces = [1, 2].map((nth) => ({
      serial: 'N1',
      place: null,
      name: `/dev/nvme0n${nth}`,
      wwn: `eui.0${nth}`,
    }));
    const known = namespaces.map(knownDisk);
    expect(judgeErasure(known, namespaces.slice(0, 1).map(diskErasure)).problems).toEqual([
      'disk N1 was there at the last inspection, and was not erased',
    ]);
    expect(judgeErasure(known, namespaces.map(diskErasure)).problems).toEqual([]);
  });

  it('knows a disk that was seen by two paths, and erased by one', () => {
    const paths = [knownDisk({ place: null }), knownDisk({ place: null, name: '/dev/sdb' })];
    expect(judgeErasure(paths, [diskErasure({ place: null })]).problems).toEqual([]);
  });

  it('takes no disk for another of the same name or place', () => {
    const swapped = diskErasure({ serial: 'OTHER', wwn: '0x1' });
    expect(judgeErasure([knownDisk()], [swapped]).problems).toEqual([
      expect.stringContaining('disk S4YNX0 (bay 1) was there'),
    ]);
  });

  it('knows a disk without numbers by its place, and a card reader by its emptiness', () => {
    const nameless = { serial: null, wwn: null, model: null };
    const known = [knownDisk(nameless), knownDisk({ serial: null, wwn: null, name: '/dev/sdz', bytes: 0 })];
    expect(judgeErasure(known, [diskErasure({ ...nameless, name: '/dev/sdq' })]).problems).toEqual([]);
  });

  it('is none where there is no disk at all', () => {
    expect(judgeErasure([], []).problems).toEqual(['no disk was found in the machine']);
  });
});
