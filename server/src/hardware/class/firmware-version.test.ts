import { describe, expect, it } from 'vitest';
import { compareVersions } from './firmware-version.ts';

describe('compareVersions', () => {
  it.each([
    ['2.9', '2.10'],
    ['2.9.4', '2.10.0'],
    ['1.15.2', '1.16'],
    ['6.00.02.00', '6.10.30.00'],
    ['7.00.00.171', '7.00.30.00'],
    ['U46 v2.54 (07/07/2023)', 'U46 v2.62 (01/05/2023)'],
    ['P1.50', 'P1.60'],
    ['GDC5502Q', 'GDC5602Q'],
    ['EDA7602Q', 'EDA7602R'],
    ['1.2', '1.2a'],
    ['1.2a', '1.2b'],
    ['1.2a', '1.3'],
    ['2.0-rc1', '2.0'],
    ['2.0-rc1', '2.0.1'],
    ['2.0-rc1', '2.0-rc2'],
    ['22.31.1014 (MT_0000000359)', '22.36.1010 (MT_0000000359)'],
    ['0x8000d61', '0x8000ea2'],
    ['9999999999999999998', '9999999999999999999'],
  ])('%s comes before %s', (earlier, later) => {
    expect(compareVersions(earlier, later)).toBeLessThan(0);
    expect(compareVersions(later, earlier)).toBeGreaterThan(0);
  });

  it.each([
    ['2.10', '2.10'],
    ['2.10', '2.10.0'],
    ['v2.10', '2.10'],
    ['2.54', 'v2.54 (07/07/2023)'],
    ['06.01', '6.1'],
    ['a1', 'A1'],
    ['2-10', '2.10'],
  ])('%s is %s', (a, b) => {
    expect(compareVersions(a, b)).toBe(0);
    expect(compareVersions(b, a)).toBe(0);
  });

  it.each([
    ['JXTC104Q', 'GDC5602Q'],
    ['JXTC104Q', '2.4'],
    ['2.x', '2.4'],
    ['U46 v2.54', 'A46 v2.54'],
  ])('%s and %s cannot be compared', (a, b) => {
    expect(compareVersions(a, b)).toBeUndefined();
    expect(compareVersions(b, a)).toBeUndefined();
  });
});
