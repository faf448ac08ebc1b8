import { describe, expect, test } from 'vitest';
import { hostAddresses, hostIndexes, hostLinks, networks } from './network-plan.ts';

const indexes = Array.from({ length: hostIndexes.last }, (_, position) => position + hostIndexes.first);

describe('the plan of the lab networks', () => {
  test('places a host by its index', () => {
    expect(hostAddresses(1)).toEqual({ management: '198.18.0.11', tunnel: '198.18.16.11', external: null });
    expect(hostAddresses(200)).toMatchObject({ management: '198.18.0.210', tunnel: '198.18.16.210' });
  });

  test('stays within the range of RFC 2544', () => {
    for (const { cidr, gateway } of networks) {
      expect(cidr).toMatch(/^198\.18\.\d+\.0\/20$/);
      expect(gateway ?? cidr).toMatch(/^198\.18\./);
    }
  });

  test('gives every host its own cables, whose names the kernel takes', () => {
    const cables = indexes.flatMap(hostLinks);
    for (const { outside, inside, mac } of cables) {
      expect(outside.length).toBeLessThanOrEqual(15);
      expect(inside.length).toBeLessThanOrEqual(15);
      expect(mac).toMatch(/^02(:[0-9a-f]{2}){5}$/);
    }
    expect(new Set(cables.map(({ outside }) => outside)).size).toBe(cables.length);
    expect(new Set(cables.map(({ mac }) => mac)).size).toBe(cables.length);
  });

  test('leaves room for Geneve on the tunnel network', () => {
    expect(hostLinks(1).map(({ inside, bridge, mtu }) => ({ inside, bridge, mtu }))).toEqual([
      { inside: 'host0', bridge: 'br-mgmt', mtu: 1500 },
      { inside: 'tun0', bridge: 'br-tun', mtu: 1600 },
      { inside: 'ext0', bridge: 'br-ext', mtu: 1500 },
    ]);
  });
});
