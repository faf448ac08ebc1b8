import type { Machine } from '@tuskar/contract/machine.ts';
import type { SensorReading } from '@tuskar/contract/machine-watch.ts';

/** Two days of hours around a value, the same each time. */
const course = (value: number, swing: number): number[] =>
  Array.from({ length: 48 }, (_, hour) => Math.round(value + swing * Math.sin((hour / 24) * 2 * Math.PI)));

const temperature = (name: string, value: number, warning: number, critical: number): SensorReading => ({
  name,
  kind: 'temperature',
  value,
  unit: 'C',
  warning,
  critical,
  history: course(value - 2, 3),
});

export function sampleSensors({ power }: Machine): SensorReading[] {
  return [
    temperature('Inlet', 24, 38, 42),
    temperature('CPU0', 61, 88, 95),
    temperature('CPU1', 89, 88, 95),
    temperature('Exhaust', 39, 70, 75),
    ...[1, 2, 3, 4].map((fan): SensorReading => ({
      name: `Fan ${fan}`,
      kind: 'fan',
      value: power === 'off' ? 0 : 7200 + fan * 120,
      unit: 'RPM',
      warning: null,
      critical: 600,
      history: fan === 4 ? [] : course(7200, 400),
    })),
    {
      name: 'System Power Control',
      kind: 'power',
      value: power === 'off' ? 12 : 318,
      unit: 'W',
      warning: null,
      critical: null,
      history: course(310, 40),
    },
  ];
}
