/** Which side of its siblings a value must not be on, and what a value there is called. */
export type Metric = {
  title: string;
  better: 'more' | 'less' | 'neither';
  finding: 'slow' | 'hot' | 'erroring' | 'unlike';
  /**
   * How far from the siblings' median a value must at least be to count, so that siblings which are nearly equal do not
   * make noise a finding: a share of the median, or an amount in the metric's unit.
   */
  floor: { share: number } | { amount: number };
  /** More than this is a finding whatever the siblings have. */
  atMost?: number;
};

const slow = { finding: 'slow', better: 'more', floor: { share: 0.1 } } as const;
const late = { finding: 'slow', better: 'less', floor: { share: 0.25 } } as const;
const errors = { finding: 'erroring', better: 'less', floor: { amount: 1 } } as const;

/** What burn-in measures. Units come with each value. */
export const metrics = {
  'cpu-operations': { title: 'CPU operations', ...slow },
  'memory-operations': { title: 'memory operations', ...slow },
  'memory-read-throughput': { title: 'memory read throughput', ...slow },
  'memory-write-throughput': { title: 'memory write throughput', ...slow },
  'read-throughput': { title: 'read throughput', ...slow },
  'write-throughput': { title: 'write throughput', ...slow },
  'read-iops': { title: 'reads per second', ...slow },
  'write-iops': { title: 'writes per second', ...slow },
  'read-latency-p50': { title: 'read latency, median', ...late },
  'read-latency-p95': { title: 'read latency, 95th percentile', ...late },
  'read-latency-p99': { title: 'read latency, 99th percentile', ...late },
  'write-latency-p50': { title: 'write latency, median', ...late },
  'write-latency-p95': { title: 'write latency, 95th percentile', ...late },
  'write-latency-p99': { title: 'write latency, 99th percentile', ...late },
  'send-throughput': { title: 'throughput sent', ...slow },
  'receive-throughput': { title: 'throughput received', ...slow },
  'gpu-operations': { title: 'GPU operations', ...slow },
  temperature: { title: 'temperature', better: 'less', finding: 'hot', floor: { amount: 8 } },
  'corrected-errors': { title: 'corrected errors', ...errors },
  'uncorrected-errors': { title: 'uncorrected errors', ...errors, atMost: 0 },
  'reallocated-sectors': { title: 'reallocated sectors', ...errors },
  'pending-sectors': { title: 'sectors that could not be read', ...errors, atMost: 0 },
  'media-errors': { title: 'media errors', ...errors, atMost: 0 },
  'power-on-hours': {
    title: 'hours in use',
    better: 'neither',
    finding: 'unlike',
    floor: { amount: 2000 },
  },
} as const satisfies Record<string, Metric>;

/** A metric that this version does not know is compared on both sides; a sensor of its own is a temperature. */
export function metricOf(name: string): Metric {
  if (Object.hasOwn(metrics, name)) return metrics[name as keyof typeof metrics];
  if (name.startsWith('temperature of ')) return { ...metrics.temperature, title: name };
  return { title: name, better: 'neither', finding: 'unlike', floor: { share: 0.25 } };
}

/** Beyond this modified z-score, to either side, a value is an outlier: docs/burn-in.md. */
export const outlierScore = 3.5;

/** Infinity is no JSON: a bound far beyond every real deviation stands for it, to either side. */
export const boundlessDeviation = 9999;
