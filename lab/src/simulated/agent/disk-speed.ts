import type { Drive, Fault } from '../../machines/schema.ts';
import { between, gaussian } from '../../machines/seeded.ts';

export type PatternName = 'read' | 'randread' | 'write' | 'randwrite';

type Kind = 'NVMe' | 'SAS SSD' | 'SATA SSD' | 'HDD';

/** Bytes a second of sequential patterns (1 MiB blocks), operations a second of random ones (4 KiB), as data sheets have them. */
const speeds: Record<Kind, Record<PatternName, number>> = {
  NVMe: { read: 6400e6, randread: 900_000, write: 2800e6, randwrite: 150_000 },
  'SAS SSD': { read: 1050e6, randread: 180_000, write: 900e6, randwrite: 70_000 },
  'SATA SSD': { read: 540e6, randread: 95_000, write: 500e6, randwrite: 42_000 },
  HDD: { read: 262e6, randread: 172, write: 258e6, randwrite: 350 },
};

/** Of fio's job, by which latency follows from speed (Little's law). */
const queueDepth: Record<PatternName, number> = { read: 8, write: 8, randread: 32, randwrite: 32 };
const blockBytes: Record<PatternName, number> = {
  read: 2 ** 20,
  write: 2 ** 20,
  randread: 4096,
  randwrite: 4096,
};

/** How latencies spread about their mean. */
const percentiles = { p50: 0.9, p95: 1.6, p99: 2.4, 'p99.9': 5.5 } as const;

/** A slow disk has a seventh of its siblings' speed. */
const slowness = 7;

function kindOf({ protocol, media }: Drive): Kind {
  if (media === 'HDD') return 'HDD';
  return protocol === 'NVMe' ? 'NVMe' : `${protocol} SSD`;
}

/**
 * What a pattern measures on a disk: models differ by a tenth, disks of a model by one and a half in a hundred. `bytesPerSecond`,
 * `iops`, latencies in microseconds; a failing disk ends with fio's error.
 */
export function measurePattern(drive: Drive, pattern: PatternName, faults: readonly Fault[]) {
  const has = (name: Fault['name']) =>
    faults.some((fault) => fault.name === name && fault.target === drive.bay);
  const model = between(0.9, 1.1, drive.model, pattern);
  const individual = 1 + 0.015 * Math.max(-3, Math.min(3, gaussian(drive.serial, pattern)));
  const factor = (model * individual) / (has('disk-slow') ? slowness : 1);
  const speed = speeds[kindOf(drive)][pattern] * factor;
  const iops = blockBytes[pattern] === 4096 ? speed : speed / blockBytes[pattern];
  const mean = (queueDepth[pattern] / iops) * 1e6;
  return {
    pattern,
    bytesPerSecond: Math.round(iops * blockBytes[pattern]),
    iops: Math.round(iops * 10) / 10,
    latencyMicroseconds: Object.fromEntries(
      Object.entries(percentiles).map(([name, times]) => [name, Math.round(mean * times * 10) / 10]),
    ),
    error: has('disk-fails') ? 'fio met error 5' : null,
  };
}
