import type { SensorReading } from '@tuskar/contract/machine-watch.ts';
import { expect, test } from 'vitest';
import { rangeOf, verdictOn } from './verdict.ts';

const inlet: SensorReading = {
  name: 'Inlet',
  kind: 'temperature',
  value: 24,
  unit: 'C',
  warning: 38,
  critical: 42,
  history: [22, null, 27],
};
const fan: SensorReading = {
  name: 'Fan 1',
  kind: 'fan',
  value: 7200,
  unit: 'RPM',
  warning: null,
  critical: 600,
  history: [],
};

test.each([
  [24, 'Good'],
  [38, 'Warning'],
  [42, 'Critical'],
  [null, 'No reading'],
])('a temperature of %s is %s', (value, text) => {
  expect(verdictOn({ ...inlet, value }, 'on').text).toBe(text);
});

test('a fan fails by turning too slowly, but not while the machine is off', () => {
  expect(verdictOn(fan, 'on').text).toBe('Good');
  expect(verdictOn({ ...fan, value: 0 }, 'on').text).toBe('Critical');
  expect(verdictOn({ ...fan, value: 0 }, 'off').text).toBe('Switched off');
});

test('the range spans what was read, gaps left out', () => {
  expect(rangeOf(inlet)).toEqual([22, 27]);
  expect(rangeOf(fan)).toBeUndefined();
});
