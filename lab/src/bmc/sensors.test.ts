import { expect, it } from 'vitest';
import type { Fault } from '../machines/schema.ts';
import { readings } from './sensors.ts';
import { testMachine } from './testing/lab.ts';

const machine = testMachine();
const noon = Date.UTC(2026, 10, 25, 12);
const read = (seconds: number, { isOn = true, faults = [] as Fault[] } = {}) =>
  readings(machine, { faults, isOn, at: noon + seconds * 1000 });
const minutes = Array.from({ length: 180 }, (_, minute) => minute * 60);

it('reads the same at the same moment, and something else later', () => {
  expect(read(0)).toEqual(read(0));
  expect(read(0)).not.toEqual(read(1));
});

it('changes slowly: within ten seconds no processor by more than some degrees', () => {
  for (const second of minutes) {
    const [now, then] = [read(second), read(second + 10)];
    for (const [index, { celsius }] of now.temperatures.entries()) {
      expect(Math.abs((celsius ?? 0) - (then.temperatures[index]?.celsius ?? 0))).toBeLessThan(10);
    }
  }
});

it('stays within its thresholds on a good machine', () => {
  for (const second of minutes) {
    const { temperatures, fans, supplies, watts } = read(second);
    for (const { celsius, warning } of temperatures) expect(celsius ?? 0).toBeLessThan(warning);
    for (const { rpm } of fans) expect(rpm).toBeGreaterThan(3000);
    const output = supplies.reduce((sum, { outputWatts }) => sum + outputWatts, 0);
    expect(Math.abs(output - watts)).toBeLessThanOrEqual(supplies.length);
  }
});

it('follows the load: whoever draws more is warmer and blows harder', () => {
  const all = minutes.map((second) => read(second));
  const by = all.toSorted((a, b) => a.watts - b.watts);
  const [idle, busy] = [by[5], by[174]];
  const cpu = (one: typeof idle) => one?.temperatures.find(({ context }) => context === 'CPU')?.celsius ?? 0;
  expect(cpu(busy)).toBeGreaterThan(cpu(idle));
  expect(busy?.fans[0]?.rpm ?? 0).toBeGreaterThan(idle?.fans[0]?.rpm ?? 0);
});

it('reads nothing of what has no power', () => {
  const { temperatures, fans, watts } = read(0, { isOn: false });
  expect(temperatures.filter(({ context }) => context === 'CPU').map(({ celsius }) => celsius)).toEqual([
    null,
    null,
  ]);
  expect(temperatures[0]?.celsius).toBeGreaterThan(15);
  expect(new Set(fans.map(({ rpm }) => rpm))).toEqual(new Set([null]));
  expect(watts).toBeLessThan(30);
});

it('gives no output where there is no input', () => {
  const { supplies } = read(0, { isOn: false, faults: [{ name: 'power-lost' }] });
  expect(supplies.map(({ inputVolts, outputWatts, state }) => [inputVolts, outputWatts, state])).toEqual([
    [0, 0, 'no input'],
    [0, 0, 'no input'],
  ]);
});
