import type { Machine } from '@tuskar/contract/machine.ts';
import type { SensorReading } from '@tuskar/contract/machine-watch.ts';
import type { Tone } from '../components/states.ts';

/**
 * What a reading says by its own limits. Of a temperature too many degrees are bad, of a fan too few turns, unless
 * nothing has to turn.
 */
export function verdictOn(
  { kind, value, warning, critical }: SensorReading,
  power: Machine['power'],
): { text: string; tone: Tone } {
  if (value === null) return { text: 'No reading', tone: 'idle' };
  if (kind === 'fan' && power === 'off') return { text: 'Switched off', tone: 'idle' };
  const isBeyond = (limit: number | null) =>
    limit !== null && (kind === 'fan' ? value <= limit : value >= limit);
  if (isBeyond(critical)) return { text: 'Critical', tone: 'bad' };
  if (isBeyond(warning)) return { text: 'Warning', tone: 'attention' };
  return { text: 'Good', tone: 'good' };
}

/** Between what the readings of a sensor lie, this one and those before; undefined where there are none before. */
export function rangeOf({ value, history }: SensorReading): [low: number, high: number] | undefined {
  const known = [...history, value].filter((one) => one !== null);
  return known.length < 2 ? undefined : [Math.min(...known), Math.max(...known)];
}
