import type { DiskErasure, KnownDisk } from '../judge.ts';

export function knownDisk(given: Partial<KnownDisk> = {}): KnownDisk {
  return {
    name: '/dev/sda',
    place: 'bay 1',
    serial: 'S4YNX0',
    wwn: '0x5002538e4093a001',
    model: 'SSD 870',
    bytes: 480_103_981_056,
    rotational: false,
    ...given,
  };
}

/** A disk that was erased as it should be, and what the test makes of it. */
export function diskErasure(given: Partial<DiskErasure> = {}): DiskErasure {
  return {
    ...knownDisk(),
    erased: true,
    method: 'ata-sanitize-block',
    verification: { samples: 1024, sampleBytes: 4096, failed: 0 },
    startedAt: '2026-11-25T10:00:00.000Z',
    endedAt: '2026-11-25T10:02:00.000Z',
    problem: null,
    ...given,
  };
}
