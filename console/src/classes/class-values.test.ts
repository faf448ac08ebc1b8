import { expect, test } from 'vitest';
import { toBody, toValues } from './class-values.ts';

const whole = {
  name: 'compute',
  description: 'Spring 2026',
  priority: 120,
  rules: {
    manufacturer: 'Dell*',
    processors: 2,
    memoryMebibytes: { atLeast: 393_216 },
    disks: { model: 'PM9A3' },
    label: 'owner=platform',
  },
  requirements: {
    parts: [
      { kind: 'dimm' as const, count: 16, mebibytes: 32_768, slots: ['A1', 'A2'] },
      { kind: 'disk' as const, count: 4, bytes: 3_840_755_982_336, firmware: 'GDC5602Q' },
      { kind: 'nic' as const, count: 2, firmware: '22.31.1014', firmwareOrLater: true },
    ],
    firmware: [
      { component: 'BIOS', version: '1.15.0' },
      { component: 'BMC', version: '2.10', orLater: true },
    ],
    limits: [{ metric: 'temperature', atMost: 85 }],
  },
};

test('the form gives back a class as it was', () => {
  const { name: _, ...body } = whole;
  expect(toBody(toValues(whole))).toEqual(body);
});

test('what is left empty is not asked for', () => {
  const empty = toValues({ name: '', rules: {}, requirements: { parts: [], firmware: [], limits: [] } });
  expect(toBody({ ...empty, model: '  ' })).toEqual({
    description: null,
    priority: 100,
    rules: {},
    requirements: { parts: [], firmware: [], limits: [] },
  });
});
