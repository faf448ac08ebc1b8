import { expect, test } from 'vitest';
import { addressConflicts } from './address-conflicts.ts';

const none = { addresses: [], routes: [] };
const address = (ifname: string, local: string) => ({
  ...none,
  addresses: [{ ifname, addr_info: [{ local }] }],
});
const route = (dst: string, dev = 'eth0') => ({ ...none, routes: [{ dst, dev }] });

test.each([
  ['an ordinary machine', { ...address('eth0', '192.0.2.2'), routes: [{ dst: 'default', dev: 'eth0' }] }],
  ['an address just below the range', address('eth0', '198.17.255.255')],
  ['an address just above the range', address('eth0', '198.20.0.0')],
  ['our own link', address('tuskar0', '198.19.255.254')],
  ['our own route', route('198.18.0.0/15', 'tuskar0')],
  ['a default route in words', route('default')],
  ['a default route in figures', route('0.0.0.0/0')],
  ["a VPN's half of the Internet", route('128.0.0.0/1')],
  ['an interface without an address', { ...none, addresses: [{ ifname: 'eth0', addr_info: [{}] }] }],
])('%s is no conflict', (_, machine) => {
  expect(addressConflicts(machine)).toEqual([]);
});

test.each([
  ['an address in the range', address('eth1', '198.18.7.7'), 'address 198.18.7.7 on eth1'],
  ['a route to a host in the range', route('198.19.0.1'), 'route 198.19.0.1 on eth0'],
  ['a route to a part of the range', route('198.18.64.0/18'), 'route 198.18.64.0/18 on eth0'],
  ['a route to more than the range', route('198.0.0.0/8'), 'route 198.0.0.0/8 on eth0'],
  [
    'a null route',
    { ...none, routes: [{ dst: '198.18.0.0/15', type: 'blackhole' }] },
    'blackhole 198.18.0.0/15',
  ],
])('%s is a conflict', (_, machine, conflict) => {
  expect(addressConflicts(machine)).toEqual([conflict]);
});
