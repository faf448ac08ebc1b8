import { profiles } from '@tuskar/lab/machines/profiles/all.ts';
import { describe as describeMachine } from '@tuskar/lab/machines/profiles/describe.ts';
import { simulatedErase } from '@tuskar/lab/simulated/agent/erase.ts';
import { describe, expect, it } from 'vitest';
import { judgeErasure } from './judge.ts';
import { readErasure } from './read-erasure.ts';

/** As our hardware manager writes it: image/src/recipes/agent/. */
const disk = {
  name: '/dev/sda',
  serial: 'S1',
  wwn: null,
  model: 'QEMU HARDDISK',
  bytes: 4_294_967_296,
  rotational: true,
  transport: 'sata',
  erased: true,
  startedAt: '2026-11-25T10:00:00.000+00:00',
  endedAt: '2026-11-25T10:00:05.000+00:00',
  method: 'overwrite-zeros',
  nistClass: 'Clear',
  notUsed: ['it has no ATA security erase'],
  verification: {
    zeros: 768,
    ones: 0,
    other: 0,
    marker: 0,
    samples: 768,
    blockBytes: 4096,
    seed: '17446744073709551615',
    expected: 'zeros',
  },
  log: '2026-11-25T10:00:00.000+00:00 method overwrite-zeros\n',
};
const answer = (disks: unknown, more = {}) => ({
  format: 1,
  results: [{ step: 'tuskar_erase', run: 'r1', ok: true, measured: { disks }, failures: [], ...more }],
});
const verdict = (disks: unknown) => judgeErasure([], readErasure(answer(disks), 'r1')?.erasures ?? []);

describe('what the hardware manager says of an erasure', () => {
  it('is read whole', () => {
    const { disks, problems } = verdict([disk]);
    expect(problems).toEqual([]);
    expect(disks).toMatchObject([
      {
        serial: 'S1',
        place: '/dev/sda',
        class: 'clear',
        startedAt: '2026-11-25T10:00:00.000Z',
        verification: { samples: 768, seed: '17446744073709551615', failed: 0 },
      },
    ]);
    expect(readErasure(answer([disk, disk]), 'r1')?.log).toBe(disk.log.repeat(2));
  });

  it('also says what was left out', () => {
    const stick = { name: '/dev/sdz', serial: 'STICK', model: 'Cruzer', bytes: 8e9 };
    const measured = {
      disks: [disk],
      leftOut: [{ ...stick, reason: 'it is removable and on USB' }, { name: 'x' }],
    };
    expect(readErasure(answer([], { measured }), 'r1')?.leftOut).toEqual([
      { ...stick, reason: 'it is removable and on USB' },
      { name: 'x', serial: null, model: null, bytes: null, reason: 'the agent does not say why' },
    ]);
    expect(readErasure(answer([disk]), 'r1')?.leftOut).toEqual([]);
  });

  it('is of one run, the newest record of it', () => {
    const two = { results: [...answer([disk]).results, ...answer([{ ...disk, serial: 'S2' }]).results] };
    expect(readErasure(two, 'r1')?.erasures.map(({ serial }) => serial)).toEqual(['S2']);
    expect(readErasure(two, 'r2')).toBeUndefined();
  });

  it.each([
    ['holds the marker', { ...disk.verification, zeros: 767, marker: 1 }, 'still holds data: 1 of 768'],
    ['is not zero where it was overwritten', { ...disk.verification, zeros: 700, other: 68 }, '68 of 768'],
    ['was not read at every place', { ...disk.verification, zeros: 700 }, '68 of 768'],
    ['says half of it', { ...disk.verification, marker: undefined }, 'not read again'],
    ['expects what nobody knows', { ...disk.verification, expected: 'luck' }, 'not read again'],
    ['says nothing', undefined, 'not read again'],
  ])('proves nothing where a disk %s', (_what, verification, problem) => {
    expect(verdict([{ ...disk, verification }]).problems).toEqual([expect.stringContaining(problem)]);
  });

  it.each([null, 'x', 7, {}, [null, 7, 'x'], [{}]])('proves nothing where it is %j', (disks) => {
    expect(verdict(disks).disks).toEqual([]);
    expect(verdict(disks).problems).not.toEqual([]);
  });

  it.each(profiles.map(({ name }, index) => [name, index] as const))(
    'is what a simulated machine says too: %s',
    (_name, index) => {
      const profile = profiles[index];
      if (profile === undefined) throw new Error('no such profile');
      const bmc = { address: '198.19.0.4', password: 'secret' };
      const machine = describeMachine(profile, { name: 'sim-00003', seed: 1, index: 3, bmc });
      const times = { startedAt: Date.UTC(2026, 10, 25), seconds: 60 };
      const record = simulatedErase(machine, { run: 'r1', faults: [], ...times });
      const read = readErasure({ format: 1, results: [record] }, 'r1');
      const { disks, problems } = judgeErasure([], read?.erasures ?? []);
      expect(problems).toEqual([]);
      expect(disks.map(({ class: sanitization }) => sanitization)).toEqual(
        record.measured.disks.map(({ nistClass }) => nistClass.toLowerCase()),
      );
      expect(disks).toHaveLength(machine.drives.length);
    },
  );
});
