import { expect, test } from 'vitest';
import type { Bmc } from '@tuskar/contract/machine.ts';
import { bmcChangeOf, bmcInputOf, emptyBmc, toBmcValues } from './bmc-values.ts';

const bmc: Bmc = {
  protocol: 'ipmi',
  address: '198.18.48.1',
  port: 6230,
  systemId: null,
  user: 'tuskar',
  verifyCa: '/etc/ssl/bmc.pem',
};

test('a form that nobody touched changes nothing', () => {
  expect(bmcChangeOf(bmc, toBmcValues(bmc))).toBeUndefined();
});

test('only what was touched is sent, and what was emptied is taken away', () => {
  const values = { ...toBmcValues(bmc), user: ' ', password: ' new ', certificate: 'checked' as const };
  expect(bmcChangeOf(bmc, values)).toEqual({ user: null, password: ' new ', verifyCa: true });
});

test('the port goes along with another address', () => {
  expect(bmcChangeOf(bmc, { ...toBmcValues(bmc), address: '198.18.48.2' })).toEqual({
    address: '198.18.48.2',
    port: 6230,
  });
});

test('what was left empty is left out of what a new machine is enrolled with', () => {
  expect(bmcInputOf({ ...emptyBmc, address: ' bmc-7 ', certificate: 'file', caFile: '/ca.pem' })).toEqual({
    protocol: 'redfish',
    address: 'bmc-7',
    verifyCa: '/ca.pem',
  });
});
