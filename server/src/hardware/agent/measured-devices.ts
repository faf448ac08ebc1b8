import type { AgentMeasurement, AgentPart } from './measured.ts';
import { temperatureMeasurements } from './measured-memory.ts';
import { type AgentSmart, DiskMeasured, GpuMeasured, NetworkMeasured, SmartMeasured } from './schema.ts';

type Figure = [metric: string, value: number | null | undefined, unit: string];

export function diskMeasurements(measured: unknown): AgentMeasurement[] {
  const { data } = DiskMeasured.safeParse(measured);
  if (data === undefined) return [];
  return [
    ...data.disks.flatMap(({ patterns, temperature, ...disk }) =>
      about(diskPart(disk), [...patterns.flatMap(patternFigures), ['temperature', temperature, '°C']]),
    ),
    ...temperatureMeasurements(data.highestTemperatures),
  ];
}

/** Throughput from large blocks in order; operations and latencies from small ones at random. */
function patternFigures({
  pattern,
  bytesPerSecond,
  iops,
  latencyMicroseconds,
  error,
}: DiskMeasured['disks'][number]['patterns'][number]): Figure[] {
  if (error !== null) return [];
  const side = pattern?.includes('write') === true ? 'write' : 'read';
  if (pattern === 'read' || pattern === 'write') {
    return [[`${side}-throughput`, bytesPerSecond === null ? null : bytesPerSecond / 1e6, 'MB/s']];
  }
  return [
    [`${side}-iops`, iops, 'IOPS'],
    ...['p50', 'p95', 'p99'].map((percentile): Figure => [
      `${side}-latency-${percentile}`,
      latencyMicroseconds[percentile],
      'µs',
    ]),
  ];
}

/** Numbers of SMART attributes: https://www.smartmontools.org/wiki/TocDoc */
const reallocated = 5;
const pending = 197;

export function smartMeasurements(measured: unknown): AgentMeasurement[] {
  const { data } = SmartMeasured.safeParse(measured);
  return (data?.disks ?? []).flatMap(({ before, after, ...disk }) => {
    const smart = after ?? before;
    return smart === null ? [] : about(diskPart(disk), smartFigures(smart));
  });
}

function smartFigures({ temperature, powerOnHours, attributes, nvme, grownDefects }: AgentSmart): Figure[] {
  const raw = (id: number) => attributes.find((attribute) => attribute.id === id)?.raw;
  return [
    ['temperature', temperature, '°C'],
    ['power-on-hours', powerOnHours, 'h'],
    ['reallocated-sectors', raw(reallocated) ?? grownDefects, ''],
    ['pending-sectors', raw(pending), ''],
    ['media-errors', nvme?.media_errors, ''],
  ];
}

export function networkMeasurements(measured: unknown): AgentMeasurement[] {
  const { data } = NetworkMeasured.safeParse(measured);
  if (data === undefined) return [];
  const part: AgentPart | null = data.nic === null ? null : { kind: 'nic', serial: null, place: data.nic };
  return data.flows.flatMap(({ direction, bytesPerSecond }) =>
    about(part, [
      [
        direction === 'send' ? 'send-throughput' : 'receive-throughput',
        bytesPerSecond === null ? null : (bytesPerSecond * 8) / 1e6,
        'Mbit/s',
      ],
    ]),
  );
}

export function gpuMeasurements(measured: unknown): AgentMeasurement[] {
  const { data } = GpuMeasured.safeParse(measured);
  if (data === undefined) return [];
  return [
    ...data.gpus.flatMap(({ address, opsPerSecond, temperature }) =>
      about({ kind: 'gpu', serial: null, place: address }, [
        ['gpu-operations', opsPerSecond, 'ops/s'],
        ['temperature', temperature, '°C'],
      ]),
    ),
    ...temperatureMeasurements(data.highestTemperatures),
  ];
}

export function diskPart({ serial, name }: { serial: string | null; name: string | null }): AgentPart | null {
  return serial === null && name === null ? null : { kind: 'disk', serial, place: name };
}

function about(part: AgentPart | null, figures: Figure[]): AgentMeasurement[] {
  return figures.flatMap(([metric, value, unit]) =>
    value === null || value === undefined ? [] : [{ metric, value, unit, part }],
  );
}
