import type { AgentMeasurement, AgentPart } from './measured.ts';
import { CpuMeasured, MemoryMeasured } from './schema.ts';

type Errors = CpuMeasured['errors'];

export function cpuMeasurements(measured: unknown): AgentMeasurement[] {
  const { data } = CpuMeasured.safeParse(measured);
  if (data === undefined) return [];
  return [
    ...data.sockets.flatMap(({ socket, opsPerSecond }): AgentMeasurement[] =>
      opsPerSecond === null
        ? []
        : [
            {
              metric: 'cpu-operations',
              value: opsPerSecond,
              unit: 'ops/s',
              part: { kind: 'processor', serial: null, place: socket },
            },
          ],
    ),
    ...errorMeasurements(data.errors),
    ...temperatureMeasurements(data.highestTemperatures),
  ];
}

export function memoryMeasurements(measured: unknown): AgentMeasurement[] {
  const { data } = MemoryMeasured.safeParse(measured);
  if (data === undefined) return [];
  const figures: [string, number | null | undefined, string][] = [
    ['memory-operations', data.patterns?.opsPerSecond, 'ops/s'],
    ['memory-read-throughput', data.readMegabytesPerSecond, 'MB/s'],
    ['memory-write-throughput', data.writeMegabytesPerSecond, 'MB/s'],
  ];
  return [
    // stress-ng says 0 where it came to no figure: memory that moves nothing runs no test.
    ...figures.flatMap(([metric, value, unit]) =>
      value === null || value === undefined || value === 0 ? [] : [{ metric, value, unit, part: null }],
    ),
    ...errorMeasurements(data.errors),
    ...temperatureMeasurements(data.highestTemperatures),
  ];
}

function errorMeasurements(errors: Errors): AgentMeasurement[] {
  return Object.entries(errors?.dimms ?? {}).flatMap(([place, counts]) =>
    [
      { metric: 'corrected-errors', value: counts?.corrected ?? null },
      { metric: 'uncorrected-errors', value: counts?.uncorrected ?? null },
    ].flatMap(({ metric, value }) =>
      value === null
        ? []
        : [{ metric, value, unit: '', part: { kind: 'dimm' as const, serial: null, place } }],
    ),
  );
}

/** By sensor, as hwmon names it: chip, device, label. */
export function temperatureMeasurements(highest: Record<string, number | null>): AgentMeasurement[] {
  return Object.entries(highest).flatMap(([sensor, value]): AgentMeasurement[] => {
    if (value === null) return [];
    const [chip = '', device = '', ...label] = sensor.split(' ');
    const socket = /^coretemp$|^k10temp$/.test(chip) ? /Package id (\d+)/.exec(sensor)?.[1] : undefined;
    if (socket !== undefined) {
      return [temperature(value, { kind: 'processor', serial: null, place: socket })];
    }
    if (chip === 'nvme') {
      return [temperature(value, { kind: 'disk', serial: null, place: `/dev/${device}n1` })];
    }
    // Sensors of cores, boards and regulators: each compared with the same one of the siblings.
    return [{ metric: `temperature of ${[chip, ...label].join(' ')}`, value, unit: '°C', part: null }];
  });
}

function temperature(value: number, part: AgentPart): AgentMeasurement {
  return { metric: 'temperature', value, unit: '°C', part };
}
