import { expect, test } from 'vitest';
import { formatOff, formatScore, spreadOf } from './deviation.ts';

const read = { metric: 'read-throughput', unit: 'MB/s', median: 210 };

test.each([
  [92, '−56 %'],
  [231, '+10 %'],
  [210.2, '0 %'],
])('%d MB/s beside a median of 210 MB/s is %s', (value, text) => {
  expect(formatOff({ ...read, value })).toBe(text);
});

test('temperatures and errors are so much more, not such a share', () => {
  expect(formatOff({ metric: 'temperature', unit: '°C', value: 71, median: 62 })).toBe('+9 °C');
  expect(formatOff({ metric: 'corrected-errors', unit: '', value: 3, median: 0 })).toBe('+3');
});

test('without siblings there is nothing to be far from', () => {
  expect(formatOff({ ...read, value: 92, median: null })).toBeUndefined();
});

test.each([
  [-12.34, '−12.3'],
  [0.02, '0.0'],
  [-0.02, '0.0'],
  [-9999, 'far'],
])('a score of %d is %s', (deviation, text) => {
  expect(formatScore(deviation)).toBe(text);
});

test('the spread of the siblings follows from the score', () => {
  // MAD 4: M = 0.6745 × (92 − 210) / 4
  const deviation = (0.6745 * (92 - 210)) / 4;
  expect(spreadOf({ value: 92, median: 210, deviation })).toBeCloseTo(4 / 0.6745);
  expect(spreadOf({ value: 210, median: 210, deviation: 0 })).toBeUndefined();
  expect(spreadOf({ value: 92, median: 210, deviation: -9999 })).toBeUndefined();
});
