import type {
  BurnInDetail,
  BurnInFinding,
  BurnInProfile,
  MeasuredValue,
  PartName,
} from '@tuskar/contract/burn-in.ts';
import { builtInProfiles, type BurnInTest } from '@tuskar/contract/burn-in-test.ts';
import { after, ago } from './time.ts';

const sumOf = (tests: readonly BurnInTest[]) => tests.reduce((sum, { seconds }) => sum + seconds, 0);

export function sampleProfiles(): BurnInProfile[] {
  return Object.entries(builtInProfiles).map(([name, { description, tests }]) => ({
    name,
    description,
    builtIn: true,
    tests: [...tests],
    seconds: sumOf(tests),
  }));
}

export type SampleBurnIn = BurnInDetail & { measured: MeasuredValue[] };

const disk = (bay: number, serial: string): PartName => ({ kind: 'disk', serial, place: `bay ${bay}` });
const slow = disk(2, 'S4YNX0R7');
const disks = [disk(1, 'S4YNX0R6'), slow, disk(3, 'S4YNX0R8'), disk(4, 'S4YNX0R9')];
const sockets: PartName[] = [0, 1].map((socket) => ({
  kind: 'processor',
  serial: null,
  place: `CPU${socket}`,
}));

type Shape = { test: MeasuredValue['test']; metric: string; unit: string; median: number; spread: number };

/** A value so many robust standard deviations from the median of its siblings. */
function measured(
  shape: Shape,
  part: PartName | null,
  scores: number,
  judgement: MeasuredValue['judgement'],
) {
  const { spread, median, ...rest } = shape;
  const at = ago({ hours: 3 });
  const value = Number((median + scores * spread).toPrecision(4));
  return { ...rest, part, value, median, at, siblings: 15, deviation: scores, judgement };
}

const diskShapes: Shape[] = [
  { test: 'disk', metric: 'read-throughput', unit: 'MB/s', median: 6480, spread: 90 },
  { test: 'disk', metric: 'write-throughput', unit: 'MB/s', median: 1940, spread: 32 },
  { test: 'disk', metric: 'read-iops', unit: 'IOPS', median: 812_000, spread: 9000 },
  { test: 'disk', metric: 'write-latency-p99', unit: 'µs', median: 118, spread: 5 },
  { test: 'disk', metric: 'temperature', unit: '°C', median: 46, spread: 1.5 },
];
const others: [Shape, (PartName | null)[]][] = [
  [{ test: 'cpu', metric: 'cpu-operations', unit: 'ops/s', median: 41_200, spread: 310 }, sockets],
  [{ test: 'cpu', metric: 'temperature', unit: '°C', median: 71, spread: 2 }, sockets],
  [{ test: 'memory', metric: 'memory-read-throughput', unit: 'MB/s', median: 141_000, spread: 900 }, [null]],
  [{ test: 'smart', metric: 'power-on-hours', unit: 'h', median: 41, spread: 6 }, disks],
];

/** All values of a machine: sound, but for the writing of one disk where it is asked for. */
function sampleMeasured(isSlow: boolean): MeasuredValue[] {
  const scores = [0.4, -0.9, 1.2, -0.2];
  const onDisks = diskShapes.flatMap((shape) =>
    disks.map((part, index) => {
      if (!isSlow || part !== slow || !shape.metric.startsWith('write-'))
        return measured(shape, part, scores[index] ?? 0, 'good');
      return measured(shape, part, shape.metric === 'write-throughput' ? -54 : 18.4, 'slow');
    }),
  );
  const rest = others.flatMap(([shape, parts]) =>
    parts.map((part, index) => measured(shape, part, scores[index] ?? 0, 'good')),
  );
  return [...onDisks, ...rest];
}

function sampleFinding(burnIn: string, change: Partial<BurnInFinding>): BurnInFinding {
  return {
    id: 'finding-1',
    burnIn,
    machine: 'cmp-003',
    kind: 'slow',
    test: 'disk',
    part: slow,
    metric: 'write-throughput',
    value: 212,
    unit: 'MB/s',
    median: 1940,
    deviation: -54,
    siblings: 15,
    title: 'disk S4YNX0R7 in bay 2: write throughput 212 MB/s, its 15 siblings 1940 MB/s',
    at: ago({ hours: 3 }),
    waiver: null,
    ...change,
  };
}

export function sampleBurnIn(
  change: Partial<SampleBurnIn> & Pick<SampleBurnIn, 'id' | 'machine'>,
): SampleBurnIn {
  const begun = ago({ hours: 4 });
  return {
    profile: 'quick',
    tests: [...builtInProfiles.quick.tests],
    parts: null,
    partner: null,
    state: 'passed',
    reason: null,
    operation: 'op-0002',
    requestedBy: 'oskar',
    createdAt: begun,
    startedAt: begun,
    endedAt: after(begun, 2105),
    openFindings: 0,
    notes: [],
    findings: [],
    measured: sampleMeasured(false),
    ...change,
  };
}

/** Newest first: one that runs, one that found a slow disk, its forerunner, and one that passed. */
export function sampleBurnIns(): SampleBurnIn[] {
  const failed = 'bi-0003';
  return [
    sampleBurnIn({
      id: 'bi-0004',
      machine: 'cmp-002',
      state: 'running',
      createdAt: ago({ minutes: 21 }),
      startedAt: ago({ minutes: 20 }),
      endedAt: null,
      measured: [],
    }),
    sampleBurnIn({
      id: failed,
      machine: 'cmp-003',
      state: 'failed',
      openFindings: 2,
      findings: [
        sampleFinding(failed, {}),
        sampleFinding(failed, {
          id: 'finding-2',
          metric: 'write-latency-p99',
          value: 210,
          unit: 'µs',
          median: 118,
          deviation: 18.4,
          title: 'disk S4YNX0R7 in bay 2: write latency, 99th percentile 210 µs, its 15 siblings 118 µs',
        }),
      ],
      notes: ['the network test was left out: no partner of its class was burnt in with it'],
      measured: sampleMeasured(true),
    }),
    sampleBurnIn({
      id: 'bi-0002',
      machine: 'cmp-003',
      profile: 'standard',
      tests: [...builtInProfiles.standard.tests],
      state: 'cancelled',
      reason: 'cancelled by oskar',
      createdAt: ago({ days: 1 }),
      startedAt: ago({ days: 1 }),
      endedAt: ago({ hours: 20 }),
      measured: [],
    }),
    sampleBurnIn({ id: 'bi-0001', machine: 'cmp-001', partner: 'cmp-004', createdAt: ago({ days: 11 }) }),
  ];
}
