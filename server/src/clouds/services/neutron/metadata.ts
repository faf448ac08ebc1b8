import type { Item } from '@tuskar/contract/part.ts';
import { daemonItems } from '../daemon.ts';
import type { CompileContext, ConfigFile } from '../module.ts';
import { metadataConfig } from './config.ts';

/** On computes: answers guests at 169.254.169.254. */
export function metadataItems(context: CompileContext): (Item | ConfigFile)[] {
  return [
    metadataConfig(context),
    ...daemonItems({
      unit: 'neutron-ovn-metadata-agent',
      command:
        '/usr/bin/neutron-ovn-metadata-agent --config-file=/etc/neutron/neutron_ovn_metadata_agent.ini',
      after: ['datapath:addresses', 'ovn-host:unit'],
      restartOn: ['neutron:metadata-config'],
    }),
  ];
}
