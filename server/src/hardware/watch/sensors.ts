import type { SensorReading } from '@tuskar/contract/machine-watch.ts';
import type { FullReading } from './probe.ts';

/** Two days of hours: enough to see a trend by eye; whoever wants more has Prometheus. */
const kept = 48;

/** The readings of now with those before them. A sensor that is gone is gone with its history. */
export function withHistory(before: SensorReading[], now: FullReading['sensors']): SensorReading[] {
  const known = new Map(before.map((one) => [one.name, one]));
  return now.map((reading) => {
    const last = known.get(reading.name);
    const history = last === undefined ? [] : [...last.history, last.value].slice(-kept);
    return { ...reading, history };
  });
}
