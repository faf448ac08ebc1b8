import type { EraseVerification } from '@tuskar/contract/certificate.ts';
import type { DiskErasure, KnownDisk } from '../judge.ts';

export const verification: EraseVerification = {
  samples: 768,
  sampleBytes: 4096,
  seed: '1234567890123456789',
  expected: 'anything but the marker',
  zeros: 768,
  ones: 0,
  other: 0,
  failed: 0,
};

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
    method: 'ata-sanitize-block-erase',
    verification,
    startedAt: '2026-11-25T10:00:00.000Z',
    endedAt: '2026-11-25T10:02:00.000Z',
    problem: null,
    ...given,
  };
}
