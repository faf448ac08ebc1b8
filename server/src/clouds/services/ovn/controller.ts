import type { Item } from '@tuskar/contract/part.ts';

/** The daemon that turns OVN's southbound database into flows on this host. */
export function controllerItems(): Item[] {
  return [
    {
      kind: 'unit',
      id: 'ovn-host:unit',
      unit: 'ovn-host.service',
      enabled: true,
      state: 'started',
      after: ['datapath:addresses'],
    },
  ];
}
