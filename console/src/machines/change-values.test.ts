import { expect, test } from 'vitest';
import { changeOf, toChangeValues } from './change-values.ts';

const machine = {
  labels: { owner: 'platform' },
  note: 'a disk comes on Thursday',
  heightUnits: 1,
  bmc: {
    protocol: 'redfish',
    address: 'https://198.18.48.1',
    port: null,
    systemId: null,
    user: 'tuskar',
    verifyCa: false,
  },
} as const;

test('only what differs is asked for', () => {
  const values = toChangeValues(machine);
  expect(changeOf(machine, values)).toEqual({});
  expect(changeOf(machine, { ...values, labels: '', note: ' ', heightUnits: '2', user: 'root' })).toEqual({
    labels: { owner: null },
    note: null,
    heightUnits: 2,
    bmc: { user: 'root' },
  });
});
