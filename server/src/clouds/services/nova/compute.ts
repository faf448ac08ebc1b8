import type { Item } from '@tuskar/contract/part.ts';
import { daemonItems } from '../daemon.ts';
import type { CompileContext, ConfigFile, HostFacts } from '../module.ts';
import { computeConfig } from './config.ts';

/** libvirt needs nothing from other hosts. */
export function hypervisorItems(): Item[] {
  return [
    {
      kind: 'unit',
      id: 'libvirt:unit',
      unit: 'libvirtd.service',
      enabled: true,
      state: 'started',
    },
  ];
}

/** The agent that runs guests. It registers in placement as it starts, with its service user. */
export function computeItems(context: CompileContext, host: HostFacts): (Item | ConfigFile)[] {
  return [
    computeConfig(context, host),
    ...daemonItems({
      unit: 'nova-compute',
      command: '/usr/bin/nova-compute --config-file=/etc/nova/nova-compute.conf',
      after: ['libvirt:unit', 'datapath:addresses'],
      restartOn: ['nova-compute:config'],
      timeoutSeconds: 180,
    }),
  ];
}
